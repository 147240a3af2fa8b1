import type { Expr } from '../prd/index.ts';
import { arithmetic, basicOf, plain } from './basic-types.ts';
import { typeCall } from './calls.ts';
import { comparable, typeText } from './compatible.ts';
import type { Building } from './draft.ts';
import type { ExprKind, ExprType, TypedExpr } from './expression.ts';
import { typePath } from './path-types.ts';
import type { Scope } from './path-types.ts';

/** The expression with every name found; null after a problem. */
export function typeExpr(
  building: Building,
  expr: Expr,
  scope: Scope,
  hint: ExprKind | null = null,
): TypedExpr | null {
  const { at } = expr;
  switch (expr.kind) {
    case 'number':
      return {
        kind: 'number',
        text: expr.text,
        type: plain(expr.text.includes('.') ? 'decimal' : 'int'),
        at,
      };
    case 'string':
      return { kind: 'string', value: expr.value, type: plain('string'), at };
    case 'boolean':
      return { kind: 'boolean', value: expr.value, type: plain('boolean'), at };
    case 'null':
      return { kind: 'null', type: plain('null'), at };
    case 'duration':
      return {
        kind: 'duration',
        ms: expr.ms,
        months: expr.months,
        text: expr.text,
        type: plain('duration'),
        at,
      };
    case 'path':
      return typePath(building, expr, scope, hint);
    case 'call':
      return typeCall(building, expr, scope);
    case 'unary': {
      const operand = typeExpr(building, expr.operand, scope);
      if (operand && expr.op === 'not') needCondition(building, operand);
      return (
        operand && {
          kind: 'unary',
          op: expr.op,
          operand,
          type: expr.op === 'not' ? plain('boolean') : operand.type,
          at,
        }
      );
    }
    case 'binary':
      return typeBinary(building, expr, scope);
    case 'in': {
      const value = typeExpr(building, expr.value, scope);
      if (!value) return null;
      const items = expr.items.map((item) => typeExpr(building, item, scope, value.type.of));
      if (!items.every((item) => item !== null)) return null;
      for (const item of items) checkComparison(building, item.at, value, item);
      return { kind: 'in', value, items, type: plain('boolean'), at };
    }
    case 'if': {
      const condition = typeExpr(building, expr.condition, scope);
      const then = typeExpr(building, expr.then, scope, hint);
      const otherwise = typeExpr(building, expr.else, scope, hint);
      if (!condition || !then || !otherwise) return null;
      needCondition(building, condition);
      checkComparison(building, otherwise.at, then, otherwise);
      return {
        kind: 'if',
        condition,
        then,
        else: otherwise,
        type: {
          ...(then.type.of.kind === 'null' ? otherwise.type : then.type),
          optional: then.type.optional || otherwise.type.optional,
        },
        at,
      };
    }
  }
}

function typeBinary(
  building: Building,
  expr: Expr & { kind: 'binary' },
  scope: Scope,
): TypedExpr | null {
  // The side that is not a bare word says what the word is one of.
  const wordFirst = isBareWord(expr.left) && !isBareWord(expr.right);
  const first = typeExpr(building, wordFirst ? expr.right : expr.left, scope);
  const second =
    first && typeExpr(building, wordFirst ? expr.left : expr.right, scope, first.type.of);
  if (!first || !second) return null;
  const [left, right] = wordFirst ? [second, first] : [first, second];
  const type = resultOf(building, expr, left, right);
  return type && { kind: 'binary', op: expr.op, left, right, type, at: expr.at };
}

function isBareWord(expr: Expr): boolean {
  return expr.kind === 'path' && expr.segments.length === 1;
}

function resultOf(
  building: Building,
  expr: Expr & { kind: 'binary' },
  left: TypedExpr,
  right: TypedExpr,
): ExprType | null {
  if (expr.op === 'and' || expr.op === 'or') {
    needCondition(building, left);
    needCondition(building, right);
    return plain('boolean');
  }
  if (!['+', '-', '*', '/'].includes(expr.op)) {
    checkComparison(building, expr.at, left, right);
    return plain('boolean');
  }
  const optional = left.type.optional || right.type.optional;
  const sum = arithmetic(expr.op, basicOf(left.type), basicOf(right.type));
  if (sum === null) {
    building.problems.add('wrong_operands', expr.at, {
      en: `"${expr.op}" does not go with ${basicOf(left.type)} and ${basicOf(right.type)}`,
      zh: `“${expr.op}”不能用于 ${basicOf(left.type)} 和 ${basicOf(right.type)}`,
    });
    return null;
  }
  return { of: { kind: sum }, optional, many: false };
}

/** The expression as a condition; null after a problem. */
export function typeCondition(building: Building, expr: Expr, scope: Scope): TypedExpr | null {
  const typed = typeExpr(building, expr, scope);
  return typed && needCondition(building, typed) ? typed : null;
}

function needCondition(building: Building, expr: TypedExpr): boolean {
  if (basicOf(expr.type) === 'boolean' && !expr.type.many) return true;
  building.problems.add('not_a_condition', expr.at, {
    en: `a condition is wanted, this is ${typeText(expr.type)}`,
    zh: `这里应为条件，得到的是 ${typeText(expr.type)}`,
  });
  return false;
}

function checkComparison(
  building: Building,
  at: Expr['at'],
  left: TypedExpr,
  right: TypedExpr,
): void {
  if (comparable(left.type, right.type)) return;
  building.problems.add('wrong_operands', at, {
    en: `${typeText(left.type)} and ${typeText(right.type)} cannot be compared`,
    zh: `${typeText(left.type)} 与 ${typeText(right.type)} 不能比较`,
  });
}
