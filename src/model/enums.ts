import type { EnumValueSyntax, FieldSyntax } from '../prd/index.ts';
import type { Range } from '../diagnostic.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Enum } from './model.ts';
import { kebabOf, lowerFirst, pluralOf, typeName, upperFirst } from './names.ts';

/** An enum declared inline takes its name from the entity and the field. */
export function enumOf(
  building: Building,
  values: readonly EnumValueSyntax[],
  syntax: FieldSyntax,
  owner: Entity | null,
): Enum {
  const code = `${owner?.names.code ?? ''}${upperFirst(syntax.name.code)}`;
  const one: Draft<Enum> = {
    ...enumShell(code, syntax.name.label, values, syntax.at),
    inlineIn: owner,
  };
  building.model.enums = [...building.model.enums, one];
  return one;
}

export function enumShell(
  code: string,
  label: string | null,
  values: readonly EnumValueSyntax[],
  at: Range,
): Enum {
  const className = typeName(code);
  return {
    className,
    objectName: pluralOf(lowerFirst(className)),
    kebab: kebabOf(className),
    label: label ?? code,
    values: values.map((value) => ({ code: value.code, label: value.label ?? value.code })),
    inlineIn: null,
    at,
  };
}
