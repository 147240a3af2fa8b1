import { parentColumn, systemColumns } from '../emit/expression/sql.ts';
import { durationSql, plainFunction, truncatedTo } from '../emit/sql/functions.ts';
import { joinTables } from '../emit/sql/table.ts';
import { quoted, sqlText } from '../emit/sql/text.ts';
import type { Entity, Field, SystemField } from '../model/model.ts';
import type { Expr } from '../prd/index.ts';
import type { OldName } from './names/work.ts';

/** What an expression of the PRD reads: the row that is filled, in the old and the new model together. */
export interface Scope {
  readonly entity: Entity;
  /** The entity of the last run: names that are gone are still read from it. */
  readonly old: OldName | null;
  /** How SQL names the row: `"products"` or `new`. */
  readonly row: string;
  /** Columns that stand elsewhere while a type changes. */
  readonly columns: ReadonlyMap<string, string>;
  readonly depth: number;
}

/** Says why an expression has no meaning in SQL over rows. */
export class Unreadable extends Error {}

const operators: Readonly<Record<string, string>> = {
  '==': 'is not distinct from',
  '!=': 'is distinct from',
};

export function valueSql(expr: Expr, scope: Scope): string {
  const print = (part: Expr): string => valueSql(part, scope);
  switch (expr.kind) {
    case 'number':
      return expr.text;
    case 'string':
      return sqlText(expr.value);
    case 'boolean':
      return String(expr.value);
    case 'null':
      return 'null';
    case 'duration':
      return durationSql(expr.ms, expr.months);
    case 'path':
      return pathSql(expr.segments, scope);
    case 'unary':
      return expr.op === 'not' ? `not (${print(expr.operand)})` : `-(${print(expr.operand)})`;
    case 'binary':
      return `(${print(expr.left)} ${operators[expr.op] ?? expr.op} ${print(expr.right)})`;
    case 'in':
      return `(${print(expr.value)} in (${expr.items.map(print).join(', ')}))`;
    case 'if':
      return `case when ${print(expr.condition)} then ${print(expr.then)} else ${print(expr.else)} end`;
    case 'call':
      return callSql(expr, scope);
  }
}

function callSql(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): string {
  const { name } = expr;
  const [first] = expr.args;
  const collection = first?.kind === 'path' ? collectionOf(first.segments, scope) : null;
  if (collection !== null && ['sum', 'count', 'min', 'max', 'exists'].includes(name)) {
    return aggregateSql(name, collection, expr.where, scope);
  }
  const args = expr.args.map((one) => valueSql(one, scope));
  const plain = plainFunction(name, args);
  if (plain !== null) return plain;
  switch (name) {
    // Rows that exist may lack a part.
    case 'concat':
      return `concat(${args.join(', ')})`;
    case 'slugify':
      return `trim(both '-' from regexp_replace(lower(normalize(${args[0] ?? "''"}, NFKD)), '[^[:alnum:]]+', '-', 'g'))`;
    case 'trunc':
      return expr.args[1] === undefined
        ? `trunc(${args.join(', ')})`
        : truncatedTo(args[0] ?? '', args[1] ?? '');
    case 'exists':
      return `(${args.join('')} is not null)`;
    default:
      throw new Unreadable(`${name}()`);
  }
}

interface Collection {
  readonly entity: Entity;
  readonly from: string;
  readonly link: (inner: string) => string;
  readonly rest: readonly string[];
}

/** Owned children, or the rows of an inverse. */
function collectionOf(segments: readonly string[], scope: Scope): Collection | null {
  const [head, ...rest] = segments;
  const field = scope.entity.fields.find((one) => one.name === head);
  const id = `${scope.row}."id"`;
  if (field?.type.kind === 'owned') {
    const { entity } = field.type;
    const link = (inner: string): string => `${inner}.${quoted(parentColumn(entity))} = ${id}`;
    return { entity, from: quoted(entity.names.table), link, rest };
  }
  if (field?.type.kind !== 'inverse') return null;
  const { entity, field: by } = field.type;
  const join = joinTables(entity).find((one) => one.field === by);
  const column = by.columns.find((one) => one.sqlType === 'uuid')?.name ?? '';
  const link = (inner: string): string =>
    join === undefined
      ? `${inner}.${quoted(column)} = ${id}`
      : `${inner}."id" in (select ${quoted(join.ownerColumn)} from ${quoted(join.name)} where ${quoted(join.targetColumn)} = ${id})`;
  return { entity, from: quoted(entity.names.table), link, rest };
}

function aggregateSql(
  name: string,
  collection: Collection,
  where: Expr | null,
  scope: Scope,
): string {
  const row = `"each_${scope.depth}"`;
  const inner: Scope = {
    entity: collection.entity,
    old: null,
    row,
    columns: new Map(),
    depth: scope.depth + 1,
  };
  const deleted = collection.entity.softDelete === null ? '' : ` and ${row}."deleted_at" is null`;
  const kept = where === null ? '' : ` and (${valueSql(where, inner)})`;
  const value = collection.rest.length === 0 ? '*' : pathSql(collection.rest, inner);
  const call = {
    sum: `coalesce(sum(${value}), 0)`,
    count: 'count(*)',
    exists: 'count(*) > 0',
  }[name];
  return `(select ${call ?? `${name}(${value})`} from ${collection.from} as ${row} where ${collection.link(row)}${deleted}${kept})`;
}

function pathSql(segments: readonly string[], scope: Scope): string {
  const [head = '', ...rest] = segments;
  const at = (column: string): string =>
    `${scope.row}.${quoted(scope.columns.get(column) ?? column)}`;
  if (isSystem(head) && rest.length === 0) return at(systemColumns[head]);
  const field = scope.entity.fields.find((one) => one.name === head);
  if (field !== undefined) return fieldSql(field, rest, scope, at);
  const old = scope.old?.children.find((one) => one.was === head);
  const column = old?.columns.find((one) => one.path.join('.') === rest.join('.'));
  if (column !== undefined) return at(column.name);
  // A state or an enum value.
  if (rest.length === 0 && !['me', 'tenant', 'input'].includes(head)) return sqlText(head);
  throw new Unreadable(segments.join('.'));
}

function fieldSql(
  field: Field,
  rest: readonly string[],
  scope: Scope,
  at: (column: string) => string,
): string {
  const { type } = field;
  if (type.kind === 'reference' && !field.many) {
    const id = field.columns.find((one) => one.sqlType === 'uuid');
    const [target] = type.targets;
    if (id === undefined || target === undefined) throw new Unreadable(field.name);
    if (rest.length === 0 || rest.join('.') === 'id') return at(id.name);
    const row = `"row_${scope.depth}"`;
    const inner = { entity: target, old: null, row, columns: new Map(), depth: scope.depth + 1 };
    return `(select ${pathSql(rest, inner)} from ${quoted(target.names.table)} as ${row} where ${row}."id" = ${at(id.name)})`;
  }
  const column = field.columns.find((one) => one.path.join('.') === rest.join('.'));
  if (column === undefined) throw new Unreadable([field.name, ...rest].join('.'));
  return at(column.name);
}

function isSystem(name: string): name is SystemField {
  return name in systemColumns;
}
