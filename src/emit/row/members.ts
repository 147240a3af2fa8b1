import type { Column, Entity, Field, FieldType } from '../../model/model.ts';
import { systemTableColumns } from '../sql/table.ts';
import { code, join, key } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { converted, toState, toStored, toView } from './convert.ts';
import type { Source } from './convert.ts';
import { isKindColumn } from './row-type.ts';
import { rowToState, rowToView } from './symbols.ts';

export type Side = 'state' | 'view';

const systemMembers: Readonly<Record<string, string>> = {
  status: 'status',
  version: 'version',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  deleted_at: 'deletedAt',
};

/** The members of an entity's state or view, out of `row`. */
export function readMembers(entity: Entity, side: Side, source: Source): readonly Code[] {
  return [
    code`id: row.id,`,
    ...entity.fields.flatMap((field) => {
      const read = readField(field, side, source);
      const name = side === 'state' ? field.stateMember : field.member;
      return read === null ? [] : [code`${key(name)}: ${read},`];
    }),
    ...systemTableColumns(entity).map((column) => {
      const value = code`row.${column.name}`;
      const member = systemMembers[column.name] ?? column.name;
      const isInstant = column.sqlType.startsWith('timestamptz');
      const convert = isInstant ? instantOf(side, source) : null;
      return code`${member}: ${converted(value, convert, column.nullable)},`;
    }),
  ];
}

/** When a row was made or changed: text, as answers have it, from the driver; in a form of its own in JSON. */
function instantOf(side: Side, source: Source) {
  if (side === 'state') return (value: Code) => code`new Date(${value})`;
  return source === 'json' ? (value: Code) => code`new Date(${value}).toISOString()` : null;
}

/** The members of the JSON row that is saved, out of `state`; not of counters, which save nothing. */
export function writeMembers(entity: Entity): readonly Code[] {
  return [
    code`id: state.id,`,
    ...entity.fields
      .filter((field) => field.counter === null)
      .flatMap((field) => field.columns.map((column) => writeColumn(field, column))),
    ...systemTableColumns(entity).map((column) => {
      const value = code`state.${systemMembers[column.name] ?? column.name}`;
      if (!column.sqlType.startsWith('timestamptz')) return code`${column.name}: ${value},`;
      return column.nullable
        ? code`${column.name}: ${value}?.toISOString() ?? null,`
        : code`${column.name}: ${value}.toISOString(),`;
    }),
  ];
}

function readField(field: Field, side: Side, source: Source): Code | null {
  if (side === 'view' && !isShown(field)) return null;
  const { type } = field;
  if (type.kind === 'inverse') return null;
  if (type.kind === 'owned') return readOwned(field, type.entity, side);
  if (field.joinTable !== null) return code`row.${field.name}`;
  if (field.columns.length === 0) return null;
  if (type.kind === 'value' && !isWhole(field)) {
    return readValue(field, side, source);
  }
  if (isPolymorphic(type)) return readPolymorphic(field);
  const [column] = field.columns;
  if (column === undefined) return null;
  const convert = side === 'state' ? toState : toView;
  const conversion = convert(field, source, column.sqlType);
  return converted(code`row.${column.name}`, conversion, column.nullable);
}

function readOwned(field: Field, child: Entity, side: Side): Code {
  const one = side === 'state' ? rowToState(child) : rowToView(child);
  const elements = code`row.${field.name}`;
  if (field.many) return code`${elements}.map(${one})`;
  return field.optional
    ? code`${elements}[0] ? ${one}(${elements}[0]) : null`
    : code`${one}(only(${elements}))`;
}

/** A value object out of its columns; absent when a member that must be there is not. */
function readValue(field: Field, side: Side, source: Source): Code {
  const members = field.columns.map((column) => {
    const convert = side === 'state' ? toState : toView;
    const conversion = convert(column.field, source, column.sqlType);
    const read = converted(code`row.${column.name}`, conversion, column.field.optional);
    return code`${key(column.field.member)}: ${read},`;
  });
  const object = code`{\n${join(members, '\n')}\n}`;
  if (!field.optional) return object;
  const decisive = field.columns.filter((column) => !column.field.optional);
  const absent = join(
    decisive.map((column) => code`row.${column.name} === null`),
    ' || ',
  );
  return code`${absent} ? null : ${object}`;
}

function readPolymorphic(field: Field): Code {
  const kind = field.columns.find((column) => isKindColumn(field, column));
  const id = field.columns.find((column) => column !== kind);
  if (kind === undefined || id === undefined) throw new Error(`${field.name} has no kind and id`);
  const object = code`{ kind: row.${kind.name}, id: row.${id.name} }`;
  return field.optional
    ? code`row.${kind.name} === null || row.${id.name} === null ? null : ${object}`
    : object;
}

function writeColumn(field: Field, column: Column): Code {
  const state = code`state.${field.stateMember}`;
  if (isPolymorphic(field.type)) {
    const part = isKindColumn(field, column) ? 'kind' : 'id';
    return field.optional
      ? code`${column.name}: ${state}?.${part} ?? null,`
      : code`${column.name}: ${state}.${part},`;
  }
  if (column.path.length === 0) {
    return code`${column.name}: ${converted(state, storedIn(column, field), field.optional)},`;
  }
  return code`${column.name}: ${writeMember(field, column, state)},`;
}

/** Lengths of time are whole numbers in JSON, which the driver gives and takes as text. */
function storedIn(column: Column, field: Field) {
  const isLength = field.type.kind === 'scalar' && field.type.scalar === 'duration';
  if (!isLength || !column.sqlType.startsWith('bigint')) return toStored(field);
  return field.many
    ? (value: Code) => code`${value}.map(String)`
    : (value: Code) => code`String(${value})`;
}

/** A column of a value object, which may be absent as a whole. */
function writeMember(field: Field, column: Column, state: Code): Code {
  const member = key(column.field.member);
  const whole = field.optional ? code`${state}?.${member}` : code`${state}.${member}`;
  const convert = storedIn(column, column.field);
  if (!column.nullable) return convert === null ? whole : convert(whole);
  if (convert === null) return field.optional ? code`${whole} ?? null` : whole;
  return field.optional
    ? code`${whole} === null || ${whole} === undefined ? null : ${convert(whole)}`
    : converted(whole, convert, true);
}

export function isPolymorphic(type: FieldType): boolean {
  return type.kind === 'reference' && type.targets.length > 1;
}

/** One column for the whole of a value object: a list of them is JSON. */
function isWhole(field: Field): boolean {
  return field.columns.length === 1 && field.columns[0]?.path.length === 0;
}

/** Whether a view has the field; who may read it is decided on the view. */
export function isShown(field: Field): boolean {
  const custom = field.computed?.kind === 'custom';
  const password = field.type.kind === 'scalar' && field.type.scalar === 'password';
  return !field.secret && !custom && !password;
}
