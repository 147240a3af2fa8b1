import type { Column, Field, FieldType, Scalar, ValueObject } from './model.ts';
import { snakeOf, sqlName } from './names.ts';

const sqlTypes: Readonly<Record<Scalar, string>> = {
  string: 'text',
  text: 'text',
  int: 'integer',
  bigint: 'bigint',
  float: 'double precision',
  decimal: 'numeric',
  money: 'numeric',
  bool: 'boolean',
  date: 'date',
  time: 'time',
  // Milliseconds are what a JavaScript instant can hold.
  datetime: 'timestamptz(3)',
  duration: 'bigint',
  uuid: 'uuid',
  email: 'text',
  url: 'text',
  phone: 'text',
  slug: 'text',
  json: 'jsonb',
  bytes: 'bytea',
  file: 'jsonb',
  image: 'jsonb',
  tz: 'text',
  ip: 'text',
  password: 'text',
  role: 'text',
};

/** Where a field is stored; `name` is the column's when the PRD gives one. */
export function columnsOf(field: Field, name: string | null): readonly Column[] {
  const { type } = field;
  if (type.kind === 'inverse' || type.kind === 'owned' || field.computed?.kind === 'custom')
    return [];
  const base = name ?? snakeOf(field.name);
  const nullable = field.optional;
  if (type.kind === 'reference') {
    if (field.many) return [];
    const id: Column = {
      name: name ?? sqlName(base, 'id'),
      path: [],
      sqlType: 'uuid',
      nullable,
      field,
    };
    if (type.targets.length === 1) return [id];
    return [
      { name: sqlName(base, 'kind'), path: ['kind'], sqlType: 'text', nullable, field },
      { ...id, name: sqlName(base, 'id'), path: ['id'] },
    ];
  }
  if (type.kind === 'value') return valueColumns(field, type.value, base);
  return [
    {
      name: isPassword(type) ? sqlName(base, 'hash') : base,
      path: [],
      sqlType: sqlTypeOf(field),
      nullable,
      field,
    },
  ];
}

/** One column a member, unless nothing would tell an absent value from an empty one. */
function valueColumns(field: Field, value: ValueObject, base: string): readonly Column[] {
  if (isStoredAsJson(field, value)) {
    return [{ name: base, path: [], sqlType: 'jsonb', nullable: field.optional, field }];
  }
  return value.fields.flatMap((member) =>
    columnsOf(member, null).map((column) => ({
      ...column,
      name: sqlName(base, column.name),
      path: [member.name, ...column.path],
      nullable: column.nullable || field.optional,
    })),
  );
}

function isStoredAsJson(field: Field, value: ValueObject): boolean {
  const allOptional = value.fields.every((member) => member.optional);
  const nests = value.fields.some((member) => member.type.kind === 'value');
  return field.many || nests || (field.optional && allOptional);
}

function isPassword(type: FieldType): boolean {
  return type.kind === 'scalar' && type.scalar === 'password';
}

function sqlTypeOf(field: Field): string {
  const one = singleType(field.type);
  return field.many && one !== 'jsonb' ? `${one}[]` : one;
}

function singleType(type: FieldType): string {
  if (type.kind !== 'scalar') return 'text';
  if (type.digits) return `numeric(${type.digits.precision}, ${type.digits.scale})`;
  return sqlTypes[type.scalar];
}
