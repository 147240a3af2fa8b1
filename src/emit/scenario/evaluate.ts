import type { TypedExpr } from '../../model/expression.ts';
import { isList, isRow, unknown } from './value.ts';
import type { Row, Value } from './value.ts';

export interface Scope {
  readonly self: Row;
  readonly element?: Row;
  readonly input: ReadonlyMap<string, Value>;
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** The value of an expression in a simulated world. */
export function evaluate(expr: TypedExpr, scope: Scope): Value {
  switch (expr.kind) {
    case 'number':
      return Number(expr.text);
    case 'string':
    case 'boolean':
    case 'word':
      return expr.value;
    case 'null':
      return null;
    case 'duration':
      return expr.months === 0 ? expr.ms : unknown;
    case 'path':
      return follow(expr, scope);
    case 'unary':
      return unary(expr.op, evaluate(expr.operand, scope));
    case 'binary':
      return binary(expr, scope);
    case 'in':
      return contains(
        evaluate(expr.value, scope),
        expr.items.map((item) => evaluate(item, scope)),
      );
    case 'if': {
      const condition = evaluate(expr.condition, scope);
      if (condition === unknown) return unknown;
      return evaluate(condition === true ? expr.then : expr.else, scope);
    }
    case 'call':
      return call(expr, scope);
  }
}

function follow(expr: TypedExpr & { kind: 'path' }, scope: Scope): Value {
  const { root, steps } = expr;
  if (root.kind === 'me' || root.kind === 'tenant' || root.kind === 'event') return unknown;
  if (root.kind === 'input') {
    const [first, ...rest] = steps;
    return walk(
      scope.input.get(first?.name ?? '') ?? null,
      rest.map((step) => step.name),
    );
  }
  const row = root.kind === 'element' ? (scope.element ?? scope.self) : scope.self;
  return walk(
    row,
    steps.map((step) => step.name),
  );
}

function walk(value: Value, names: readonly string[]): Value {
  const [name, ...rest] = names;
  if (name === undefined || value === null || value === unknown) return value;
  if (isList(value)) return value.flatMap((item) => walk(item, names));
  if (!isRow(value)) return unknown;
  const member = value.members.get(name);
  return member === undefined ? unknown : walk(member, rest);
}

function unary(op: 'not' | '-', value: Value): Value {
  if (value === unknown || value === null) return value;
  return op === 'not' ? value !== true : -Number(value);
}

function binary(expr: TypedExpr & { kind: 'binary' }, scope: Scope): Value {
  const left = evaluate(expr.left, scope);
  if (expr.op === 'and' && left === false) return false;
  if (expr.op === 'or' && left === true) return true;
  const right = evaluate(expr.right, scope);
  if (expr.op === 'and')
    return right === false ? false : both(left, right, left === true && right === true);
  if (expr.op === 'or') return right === true ? true : both(left, right, false);
  if (left === unknown || right === unknown) return unknown;
  if (expr.op === '==') return same(left, right);
  if (expr.op === '!=') return !same(left, right);
  if (left === null || right === null) return null;
  return compute(expr.op, left, right);
}

function both(left: Value, right: Value, result: boolean): Value {
  if (left === unknown || right === unknown) return unknown;
  return left === null || right === null ? null : result;
}

function same(left: Value, right: Value): boolean {
  return left === right;
}

function compute(op: string, left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string') {
    if (op === '+') return left + right;
    return order(op, left < right ? -1 : left > right ? 1 : 0);
  }
  if (typeof left !== 'number' || typeof right !== 'number') return unknown;
  if (op === '+') return left + right;
  if (op === '-') return left - right;
  if (op === '*') return left * right;
  if (op === '/') return right === 0 ? unknown : left / right;
  return order(op, left - right);
}

function order(op: string, difference: number): Value {
  if (op === '<') return difference < 0;
  if (op === '<=') return difference <= 0;
  if (op === '>') return difference > 0;
  return op === '>=' ? difference >= 0 : unknown;
}

function contains(value: Value, items: readonly Value[]): Value {
  if (value === null || value === unknown) return value;
  if (items.includes(value)) return true;
  return items.includes(unknown) ? unknown : false;
}

function call(expr: TypedExpr & { kind: 'call' }, scope: Scope): Value {
  if (expr.name === 'now') return scope.now;
  if (expr.name === 'today') return Math.floor(scope.now / DAY_MS) * DAY_MS;
  if (expr.name === 'uuid') return unknown;
  const args = expr.args.map((arg) => evaluate(arg, scope));
  if (expr.name === 'coalesce') return args.find((arg) => arg !== null) ?? null;
  const [first = null, second = null] = args;
  if (args.includes(unknown)) return unknown;
  if (expr.name === 'concat') return concatenated(args);
  if (isList(first)) return collection(expr, first, scope);
  if (expr.name === 'exists') return first !== null;
  if (first === null) return null;
  if (typeof first === 'string') return text(expr.name, first);
  if (typeof first !== 'number') return unknown;
  if (expr.name === 'round') return round(first, second);
  if (expr.name === 'trunc' && typeof second === 'number')
    return Math.floor(first / second) * second;
  if (expr.name === 'min' || expr.name === 'max') return Math[expr.name](...args.map(Number));
  return unknown;
}

function collection(
  expr: TypedExpr & { kind: 'call' },
  items: readonly Value[],
  scope: Scope,
): Value {
  const { where } = expr;
  const kept =
    where === null
      ? items
      : items.filter(
          (item) => isRow(item) && evaluate(where, { ...scope, element: item }) === true,
        );
  if (expr.name === 'count' || expr.name === 'len') return kept.length;
  if (expr.name === 'exists') return kept.length > 0;
  const numbers = kept.filter((item) => typeof item === 'number');
  if (numbers.length < kept.length) return unknown;
  if (expr.name === 'sum') return numbers.reduce((total, one) => total + one, 0);
  if (expr.name === 'min' || expr.name === 'max') {
    return numbers.length === 0 ? null : Math[expr.name](...numbers);
  }
  return unknown;
}

function text(name: string, first: string): Value {
  if (name === 'len') return [...first].length;
  if (name === 'lower') return first.toLowerCase();
  if (name === 'upper') return first.toUpperCase();
  return unknown;
}

/** Absent parts are empty; how a number is written is not known here. */
function concatenated(args: readonly Value[]): Value {
  const texts = args.map((arg) => arg ?? '');
  return texts.every((one) => typeof one === 'string') ? texts.join('') : unknown;
}

function round(number: number, digits: Value): number {
  const factor = 10 ** (typeof digits === 'number' ? digits : 0);
  return Math.round(number * factor) / factor;
}
