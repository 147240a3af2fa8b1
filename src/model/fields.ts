import type { FieldSyntax, Located, ModSyntax, TypeSyntax } from '../prd/index.ts';
import { scalarTypes } from './scalars.ts';
import { columnsOf } from './columns.ts';
import { entityNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import { enumOf } from './enums.ts';
import type {
  Bound,
  Digits,
  Entity,
  Field,
  FieldType,
  Filler,
  Scalar,
  Sequence,
  ValueObject,
} from './model.ts';
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
    ...scalarTypes,
    ...building.enums.keys(),
    ...building.values.keys(),
    ...building.entities.keys(),
  ]);
  return null;
}

function isScalar(name: string): name is Scalar {
  return (scalarTypes as readonly string[]).includes(name);
}

const DECIMAL: Digits = { precision: 19, scale: 4 };
const MONEY_PRECISION = 19;

function digitsOf(building: Building, scalar: Scalar, args: readonly string[]): Digits | null {
  if (scalar === 'decimal') {
    const [precision, scale] = args.map(Number);
    return args.length === 0
      ? DECIMAL
      : { precision: precision ?? DECIMAL.precision, scale: scale ?? 0 };
  }
  if (scalar !== 'money') return null;
  const scale = args[0] === undefined ? building.model.currency.digits : Number(args[0]);
  return { precision: MONEY_PRECISION, scale };
}

function fillerOf(syntax: FieldSyntax, scalar: Scalar | null, type: FieldType): Filler {
  const has = (kind: ModSyntax['kind']): boolean => syntax.mods.some((mod) => mod.kind === kind);
  if (type.kind === 'inverse' || scalar === 'file' || scalar === 'image') return 'never';
  if (has('computed') || has('counter') || has('sequence') || has('readonly')) return 'never';
  if (scalar === 'password' || has('immutable')) return 'create';
  return 'create+update';
}

const MAX_TEXT = 65_535;
const defaultLengths: Partial<Record<Scalar, { readonly min: number; readonly max: number }>> = {
  string: { min: 1, max: 255 },
  text: { min: 0, max: MAX_TEXT },
  url: { min: 1, max: 2_048 },
  phone: { min: 3, max: 32 },
  slug: { min: 1, max: 100 },
  email: { min: 3, max: 254 },
  password: { min: 8, max: 200 },
  file: { min: 0, max: 10_000_000 },
  image: { min: 0, max: 10_000_000 },
  bytes: { min: 0, max: 65_536 },
};

function lengthOf(building: Building, syntax: FieldSyntax, scalar: Scalar | null): Field['length'] {
  if (scalar === null) return null;
  const usual = defaultLengths[scalar] ?? null;
  const [arg] = syntax.type.kind === 'named' ? syntax.type.args : [];
  if (usual === null || arg === undefined) return usual;
  const [low, high] = arg.includes('..') ? arg.split('..') : ['', arg];
  const min = low === '' || low === undefined ? usual.min : sizeOf(low);
  const max = high === '' || high === undefined ? Math.max(MAX_TEXT, usual.max) : sizeOf(high);
  if (min > max) {
    building.problems.add('empty_range', syntax.at, {
      en: `the least length ${min} is above the greatest ${max}`,
      zh: `最小长度 ${min} 大于最大长度 ${max}`,
    });
  }
  return { min, max };
}

const sizes: Readonly<Record<string, number>> = { KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

function sizeOf(text: string): number {
  const [, digits = '0', unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Z]*)$/.exec(text) ?? [];
  return Math.round(Number(digits) * (sizes[unit] ?? 1));
}

function boundsOf(building: Building, syntax: FieldSyntax, type: FieldType): readonly Bound[] {
  const bounds = syntax.mods.filter((mod) => mod.kind === 'bound');
  const [first] = bounds;
  const ordered =
    type.kind === 'scalar' &&
    ['int', 'bigint', 'float', 'decimal', 'money', 'duration'].includes(type.scalar);
  if (first && !ordered) {
    building.problems.add('bound_without_number', first.at, {
      en: `"${first.op} ${first.value}" needs a number type`,
      zh: `“${first.op} ${first.value}”只能用于数值类型`,
    });
  }
  return bounds.map(({ op, value }) => ({ op, value }));
}

/** `(a+)+` and its like, which take exponential time. */
const NESTED_QUANTIFIER = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})/;

function patternOf(
  building: Building,
  syntax: FieldSyntax,
  scalar: Scalar | null,
): Field['pattern'] {
  const mod = syntax.mods.find((one) => one.kind === 'pattern');
  if (!mod) return null;
  if (scalar === null) {
    building.problems.add('pattern_without_text', mod.at, {
      en: 'a pattern needs a text type',
      zh: '正则只能用于文本类型',
    });
  }
  try {
    new RegExp(mod.source, mod.flags);
  } catch (error) {
    building.problems.add('bad_pattern', mod.at, {
      en: `not a regular expression: ${String(error instanceof Error ? error.message : error)}`,
      zh: '正则表达式无法解析',
    });
    return null;
  }
  if (NESTED_QUANTIFIER.test(mod.source)) {
    building.problems.add(
      'slow_pattern',
      mod.at,
      {
        en: 'a quantifier inside a quantified group can take for ever',
        zh: '量词嵌套的正则可能永远匹配不完',
      },
      { en: 'write it without a repeated group that repeats inside', zh: '请去掉嵌套的量词' },
    );
  }
  return { source: mod.source, flags: mod.flags };
}

function sequenceOf(building: Building, syntax: FieldSyntax): Sequence | null {
  const mod = syntax.mods.find((one) => one.kind === 'sequence');
  if (!mod) return null;
  const parts: Sequence['parts'][number][] = [];
  for (const [, text, date, number] of mod.format.matchAll(
    /([^{]+)|\{(yyyy|yy|mm|dd)\}|\{n(?::(\d{1,2}))?\}/g,
  )) {
    if (text !== undefined) parts.push({ kind: 'text', text });
    else if (date === 'yyyy' || date === 'yy' || date === 'mm' || date === 'dd')
      parts.push({ kind: 'date', part: date });
    else parts.push({ kind: 'number', width: Number(number ?? '1') });
  }
  if (!parts.some((part) => part.kind === 'number')) {
    building.problems.add('sequence_without_number', mod.at, {
      en: 'a sequence needs {n}',
      zh: '序列需要 {n}',
    });
  }
  return { format: mod.format, parts };
}

export function fieldsOf(
  building: Building,
  list: readonly FieldSyntax[],
  owner: Entity | null,
  prefix: string,
): Draft<Field>[] {
  const seen = new Set<string>();
  return list.flatMap((syntax) => {
    const { code } = syntax.name;
    if (seen.has(code)) {
      building.problems.add('duplicate_name', syntax.name.at, {
        en: `"${code}" is given twice`,
        zh: `“${code}”重复`,
      });
    }
    seen.add(code);
    const field = fieldOf(building, syntax, owner, prefix);
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
