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
  prefix: string,
): Enum {
  const code = `${upperFirst(prefix)}${upperFirst(syntax.name.code)}`;
  const twin = building.enumTypes.get(typeName(code));
  if (twin && sameValues(twin, values)) return twin;
  if (twin) {
    building.problems.add(
      'duplicate_type',
      syntax.name.at,
      { en: `there is another enum "${code}"`, zh: `已有另一个枚举“${code}”` },
      {
        en: 'declare one enum under `enums` and name it',
        zh: '请在 `enums` 中声明一个枚举并引用它',
      },
    );
    return twin;
  }
  const one: Draft<Enum> = {
    ...enumShell(code, syntax.name.label, values, syntax.at),
    inlineIn: owner,
  };
  building.enumTypes.set(one.className, one);
  return one;
}

function sameValues(one: Enum, values: readonly EnumValueSyntax[]): boolean {
  return (
    one.values.length === values.length &&
    one.values.every((value, index) => value.code === values[index]?.code)
  );
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
