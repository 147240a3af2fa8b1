import { scalars } from '../prd/index.ts';
import type { FieldSyntax, Located, ModSyntax, TypeSyntax } from '../prd/index.ts';
import { columnsOf } from './columns.ts';
import { entityNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import { enumOf } from './enums.ts';
import { boundsOf, digitsOf, lengthOf, patternOf, sequenceOf } from './field-limits.ts';
import type { Entity, Field, FieldType, Filler, Scalar, ValueObject } from './model.ts';
import { lowerFirst, singularOf, snakeOf, sqlName } from './names.ts';
import { kinds } from './problems.ts';

type Mod<Kind extends ModSyntax['kind']> = Extract<ModSyntax, { kind: Kind }>;

/** A field without what depends on other fields: defaults, computed values, counters, columns come after. */
export function fieldOf(
  building: Building,
  syntax: FieldSyntax,
  owner: Entity | null,
  /** What an inline enum's name begins with. */
  prefix: string = owner?.names.code ?? '',
): Draft<Field> | null {
  const type = typeOf(building, syntax, owner, prefix);
  if (type === null) return null;
  const has = (kind: ModSyntax['kind']): boolean => syntax.mods.some((mod) => mod.kind === kind);
  const scalar = type.kind === 'scalar' ? type.scalar : null;
  const isFile = scalar === 'file' || scalar === 'image';
  const label = syntax.name.label ?? syntax.name.code;
  const field: Draft<Field> = {
    name: syntax.name.code,
    label,
    member: memberOf(syntax, type),
    stateMember: scalar === 'password' ? `${syntax.name.code}Hash` : memberOf(syntax, type),
    type,
    many: syntax.many,
    // A file is attached after its row was made.
    optional: syntax.optional || (isFile && !syntax.many),
    clientMay: fillerOf(syntax, scalar, type),
    unique: has('unique'),
    index: has('index'),
    immutable: has('immutable'),
    readonly: has('readonly'),
    secret: has('secret'),
    pii: has('pii'),
    read: null,
    search: has('search'),
    ci: has('ci') || scalar === 'email',
    ordered: has('ordered'),
    onDelete: has('cascade') ? 'cascade' : has('setnull') ? 'setnull' : 'restrict',
    length: lengthOf(building, syntax, scalar),
    bounds: boundsOf(building, syntax, type),
    pattern: patternOf(building, syntax, scalar),
    computed: null,
    counter: null,
    sequence: sequenceOf(building, syntax),
    default: null,
    columns: [],
    joinTable: null,
    at: syntax.at,
  };
  building.fieldSyntax.set(field, syntax);
  return field;
}

/** What is stored where; asked once the value objects are known. */
export function placeField(field: Draft<Field>, entity: Entity | null, building: Building): void {
  const column = modOf(building, field, 'column')?.name ?? null;
  field.columns = columnsOf(field, column);
  if (field.type.kind === 'reference' && field.many && entity) {
    field.joinTable = sqlName(entity.names.snake, snakeOf(field.name));
  }
}

export function modOf<Kind extends ModSyntax['kind']>(
  building: Building,
  field: Field,
  kind: Kind,
): Mod<Kind> | null {
  const mods = building.fieldSyntax.get(field)?.mods ?? [];
  return (mods.find((mod) => mod.kind === kind) as Mod<Kind> | undefined) ?? null;
}

function memberOf(syntax: FieldSyntax, type: FieldType): string {
  const name = syntax.name.code;
  if (type.kind !== 'reference' || type.targets.length > 1) return name;
  return syntax.many ? `${singularOf(name)}Ids` : `${name}Id`;
}

function typeOf(
  building: Building,
  syntax: FieldSyntax,
  owner: Entity | null,
  prefix: string,
): FieldType | null {
  const { type } = syntax;
  switch (type.kind) {
    case 'enum':
      return { kind: 'enum', enum: enumOf(building, type.values, syntax, owner, prefix) };
    case 'reference': {
      const targets = type.targets
        .map((target) => entityNamed(building, target))
        .filter((one) => one !== null);
      return targets.length < type.targets.length ? null : { kind: 'reference', targets };
    }
    case 'inverse': {
      const entity = entityNamed(building, type.entity);
      // Its field is found when all fields are there.
      return entity && { kind: 'inverse', entity, field: pendingField(type.field), one: false };
    }
    case 'named':
      return namedType(building, type);
  }
}

/** Stands for the field of an inverse until fields are known. */
function pendingField(name: Located<string>): Field {
  const pending: Partial<Draft<Field>> = { name: name.value, at: name.at };
  return pending as Field;
}

function namedType(
  building: Building,
  type: Extract<TypeSyntax, { kind: 'named' }>,
): FieldType | null {
  const code = building.labels.get(type.name) ?? type.name;
  if (isScalar(code)) {
    return {
      kind: 'scalar',
      scalar: code,
      digits: digitsOf(building, code, type.args),
      currencyField: null,
    };
  }
  const one = building.enums.get(code);
  if (one) return { kind: 'enum', enum: one };
  const value = building.values.get(code);
  if (value) return { kind: 'value', value };
  const entity = building.entities.get(code);
  if (entity) return { kind: 'owned', entity };
  building.problems.unknown(kinds.type, type.name, type.at, [
    ...scalars,
    ...building.enums.keys(),
    ...building.values.keys(),
    ...building.entities.keys(),
  ]);
  return null;
}

function isScalar(name: string): name is Scalar {
  return (scalars as readonly string[]).includes(name);
}

function fillerOf(syntax: FieldSyntax, scalar: Scalar | null, type: FieldType): Filler {
  const has = (kind: ModSyntax['kind']): boolean => syntax.mods.some((mod) => mod.kind === kind);
  if (type.kind === 'inverse' || scalar === 'file' || scalar === 'image') return 'never';
  if (has('computed') || has('counter') || has('sequence') || has('readonly')) return 'never';
  if (scalar === 'password' || has('immutable')) return 'create';
  return 'create+update';
}

export function fieldsOf(
  building: Building,
  list: readonly FieldSyntax[],
  owner: Entity | null,
  prefix: string,
): Draft<Field>[] {
  return list.flatMap((syntax) => {
    const field = fieldOf(building, syntax, owner, prefix);
    if (!field) building.problems.breakField(syntax.name.code);
    return field ? [field] : [];
  });
}

export function valueObjectShell(
  code: string,
  label: string | null,
  at: ValueObject['at'],
  className: string,
  kebab: string,
): Draft<ValueObject> {
  return { className, camel: lowerFirst(className), kebab, label: label ?? code, fields: [], at };
}
