import type { TypedExpr } from '../../model/expression.ts';
import type { Column, Entity, SystemField } from '../../model/model.ts';
import { durationSql, plainFunction, truncatedTo } from '../sql/functions.ts';
import { quoted, sqlText } from '../sql/text.ts';

type Call = Extract<TypedExpr, { kind: 'call' }>;
type Binary = Extract<TypedExpr, { kind: 'binary' }>;
type Path = Extract<TypedExpr, { kind: 'path' }>;

export const systemColumns: Readonly<Record<SystemField, string>> = {
  id: 'id',
  status: 'status',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  version: 'version',
  deletedAt: 'deleted_at',
};

const operators: Readonly<Record<string, string>> = {
  and: 'and',
  or: 'or',
  '==': '=',
  '!=': 'is distinct from',
};

/**
 * A condition or value over the columns of one row, as PostgreSQL reads it. Throws on what no
 * column of that row can tell: inputs, the principal, other rows. `now` is the time it speaks of.
 */
export function sqlExpression(expr: TypedExpr, table: string | null = null, now = 'now()'): string {
  const print = (part: TypedExpr): string => sqlExpression(part, table, now);
  switch (expr.kind) {
    case 'number':
      return expr.text;
    case 'string':
    case 'word':
      return sqlText(expr.value);
    case 'boolean':
      return String(expr.value);
    case 'null':
      return 'null';
    case 'duration':
      return durationSql(expr.ms, expr.months);
    case 'path':
      return `${table === null ? '' : `${quoted(table)}.`}${quoted(columnOf(expr))}`;
    case 'unary':
      return expr.op === 'not' ? `not (${print(expr.operand)})` : `-(${print(expr.operand)})`;
    case 'binary':
      return binary(expr, print);
    case 'in':
      return `${operand(expr.value, print)} in (${expr.items.map(print).join(', ')})`;
    case 'if':
      return `case when ${print(expr.condition)} then ${print(expr.then)} else ${print(expr.else)} end`;
    case 'call':
      return call(expr, print, now);
  }
}

/** The column that a path of one row leads to. */
export function columnOf(path: Path): string {
  const [first, ...rest] = path.steps;
  const ownRow = path.root.kind === 'self' || path.root.kind === 'element';
  if (!ownRow || first === undefined) throw unreachable(path);
  if (first.system !== null) return systemColumns[first.system];
  const inside = rest.map((step) => step.name);
  const column = first.field?.columns.find((one) => isAt(one, inside));
  if (column === undefined) throw unreachable(path);
  return column.name;
}

export function parentColumn(child: Entity): string {
  return `${child.parent?.entity.names.snake ?? 'parent'}_id`;
}

function isAt(column: Column, inside: readonly string[]): boolean {
  if (inside.length === 0) return column.path.length === 0;
  if (inside.length === 1 && inside[0] === 'id' && column.path.length === 0) return true;
  return column.path.join('.') === inside.join('.');
}

function binary(expr: Binary, print: (part: TypedExpr) => string): string {
  const nulls = [expr.left, expr.right].filter((side) => side.kind === 'null');
  if (nulls.length > 0 && (expr.op === '==' || expr.op === '!=')) {
    const side = expr.left.kind === 'null' ? expr.right : expr.left;
    return `${operand(side, print)} is ${expr.op === '==' ? '' : 'not '}null`;
  }
  const op = operators[expr.op] ?? expr.op;
  return `${operand(expr.left, print)} ${op} ${operand(expr.right, print)}`;
}

function operand(expr: TypedExpr, print: (part: TypedExpr) => string): string {
  const simple = ['number', 'string', 'word', 'boolean', 'null', 'duration', 'path', 'call'];
  return simple.includes(expr.kind) ? print(expr) : `(${print(expr)})`;
}

function call(expr: Call, print: (part: TypedExpr) => string, now: string): string {
  const args = expr.args.map(print);
  const plain = plainFunction(expr.name, args, now);
  if (plain !== null) return plain;
  switch (expr.name) {
    case 'concat':
      return `(${args.map((one) => `${one}::text`).join(' || ')})`;
    case 'trunc':
      return truncated(expr, args[0] ?? 'null');
    case 'exists':
      return `${args.join('')} is not null`;
    default:
      throw new Error(`${expr.name}() has no meaning on one row of a table`);
  }
}

function truncated(expr: Call, value: string): string {
  const [, step] = expr.args;
  if (step?.kind !== 'duration') return `trunc(${value})`;
  return truncatedTo(value, durationSql(step.ms, step.months));
}

function unreachable(path: Path): Error {
  const text = path.steps.map((step) => step.name).join('.');
  return new Error(`${text || path.root.kind} is not a column of the row`);
}
