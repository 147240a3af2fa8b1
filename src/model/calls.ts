import type { Range } from '../diagnostic.ts';
import type { Expr } from '../prd/index.ts';
import { basicOf, plain } from './basic-types.ts';
import type { Basic } from './basic-types.ts';
import { typeText } from './compatible.ts';
import type { Building } from './draft.ts';
import type { ExprType, FunctionName, TypedExpr } from './expression.ts';
import { typeCondition, typeExpr } from './expressions.ts';
import { checkInverseWhere } from './inverse-where.ts';
import { membersOf } from './members.ts';
import type { Entity, Field } from './model.ts';
import type { Scope } from './path-types.ts';

const numbers: readonly Basic[] = ['int', 'decimal'];
const sums: readonly Basic[] = [...numbers, 'duration'];

/** What the first argument of a function may be; functions that take anything are not here. */
const wanted: Partial<Record<FunctionName, (arg: TypedExpr, count: number) => boolean>> = {
  sum: (arg) => arg.type.many && sums.includes(basicOf(arg.type)),
  count: (arg) => arg.type.many,
  min: (arg, count) => arg.type.many === (count === 1) && basicOf(arg.type) !== 'other',
  max: (arg, count) => arg.type.many === (count === 1) && basicOf(arg.type) !== 'other',
  len: (arg) => !arg.type.many && basicOf(arg.type) === 'string',
  lower: isText,
  upper: isText,
  slugify: isText,
  round: (arg) => !arg.type.many && numbers.includes(basicOf(arg.type)),
  trunc: (arg) => !arg.type.many && ['datetime', 'decimal'].includes(basicOf(arg.type)),
};

function isText(arg: TypedExpr): boolean {
  return !arg.type.many && basicOf(arg.type) === 'string';
}

function checkCall(
  building: Building,
  name: FunctionName,
  args: readonly TypedExpr[],
  at: Range,
): void {
  const [first] = args;
  if (!first || !wanted[name] || wanted[name](first, args.length)) return;
  building.problems.add('wrong_argument', at, {
    en: `"${name}" does not take ${typeText(first.type)}`,
    zh: `“${name}”不能用于 ${typeText(first.type)}`,
  });
}

export function typeCall(
  building: Building,
  expr: Expr & { kind: 'call' },
  scope: Scope,
): TypedExpr | null {
  const args = expr.args.map((arg) => typeExpr(building, arg, scope));
  if (!args.every((arg) => arg !== null)) return null;
  const name = expr.name as FunctionName;
  const [first] = args;
  const element = first ? elementOf(first) : null;
  const where =
    expr.where && element ? typeCondition(building, expr.where, { ...scope, element }) : null;
  if (expr.where && !where) {
    if (!element)
      building.problems.add('where_without_collection', expr.where.at, {
        en: '"where" needs a collection',
        zh: '“where”只能用于集合',
      });
    return null;
  }
  checkCall(building, name, args, expr.at);
  if (where) checkInverseWhere(building, first, where);
  return { kind: 'call', name, args, where, type: returnType(name, args), at: expr.at };
}

/** Whose rows `where` chooses from: `sum(items.qty where qty > 1)` those of `items`. */
function elementOf(arg: TypedExpr): Entity | null {
  const { entity } = membersOf(arg.type);
  if (entity || arg.kind !== 'path') return entity;
  const rows = arg.steps.findLast((step) => step.many && isRows(step.field));
  const type = rows?.field?.type;
  return type && (type.kind === 'owned' || type.kind === 'inverse') ? type.entity : null;
}

function isRows(field: Field | null): boolean {
  return field?.type.kind === 'owned' || field?.type.kind === 'inverse';
}

function returnType(name: FunctionName, args: readonly TypedExpr[]): ExprType {
  const [first] = args;
  switch (name) {
    case 'now':
      return plain('datetime');
    case 'today':
      return plain('date');
    case 'uuid':
    case 'lower':
    case 'upper':
    case 'concat':
    case 'slugify':
      return plain('string');
    case 'count':
    case 'len':
      return plain('int');
    case 'exists':
      return plain('boolean');
    case 'sum':
      return { ...(first?.type ?? plain('int')), many: false, optional: false };
    case 'min':
    case 'max':
      return {
        ...(first?.type ?? plain('int')),
        many: false,
        optional: args.some((arg) => arg.type.many || arg.type.optional),
      };
    case 'round':
    case 'trunc':
      return first?.type ?? plain('decimal');
    case 'coalesce':
      return {
        ...(first?.type ?? plain('null')),
        optional: args.every((arg) => arg.type.optional),
      };
  }
}
