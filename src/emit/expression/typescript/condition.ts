import type { TypedExpr } from '../../../model/expression.ts';
import { code, join } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { decimal, operand } from './arithmetic.ts';
import { alike, compile, compileValue } from './compile.ts';
import { isList } from './path.ts';
import type { Scope } from './scope.ts';
import { anyOf, isNumber, raw, textOf, unique } from './value.ts';
import type { Value } from './value.ts';

type Binary = TypedExpr & { kind: 'binary' };

/**
 * A condition as TypeScript; where it can be told neither way because a value is absent, it gives
 * `whenAbsent`: a rule holds then, a `when` does not.
 */
export function condition(expr: TypedExpr, scope: Scope, whenAbsent: boolean): Code {
  switch (expr.kind) {
    case 'binary':
      return binary(expr, scope, whenAbsent);
    case 'unary':
      return opposite(condition(expr.operand, scope, !whenAbsent));
    case 'in':
      return membership(expr, scope, whenAbsent);
    case 'if': {
      const test = condition(expr.condition, scope, false);
      const then = condition(expr.then, scope, whenAbsent);
      return code`(${test} ? ${then} : ${condition(expr.else, scope, whenAbsent)})`;
    }
    case 'null':
      return code`${String(whenAbsent)}`;
    default:
      return truth(expr, scope, whenAbsent);
  }
}

/** A value that is a truth itself: a field, `exists(…)`. */
function truth(expr: TypedExpr, scope: Scope, whenAbsent: boolean): Code {
  const value = compileValue(expr, scope);
  if (value.nulls.length === 0) return value.code;
  if (value.chain !== null) {
    return whenAbsent ? code`${value.chain} !== false` : code`${value.chain} === true`;
  }
  return guarded(value.nulls, value.code, whenAbsent);
}

function binary(expr: Binary, scope: Scope, whenAbsent: boolean): Code {
  switch (expr.op) {
    case 'and':
    case 'or': {
      const sides = [expr.left, expr.right].map((side) => {
        const text = condition(side, scope, whenAbsent);
        const mixed = side.kind === 'binary' && side.op !== expr.op && isLogical(side.op);
        return mixed || side.kind === 'in' || !isSimple(side) ? code`(${text})` : text;
      });
      return join(sides, expr.op === 'and' ? ' && ' : ' || ');
    }
    case '==':
    case '!=':
      return equality(expr, scope);
    default:
      return comparison(expr, scope, whenAbsent);
  }
}

function isLogical(op: string): boolean {
  return op === 'and' || op === 'or';
}

function isSimple(expr: TypedExpr): boolean {
  return (
    expr.kind === 'binary' || expr.kind === 'call' || expr.kind === 'path' || expr.kind === 'unary'
  );
}

/** `==` and `!=` can always be told: two absent values are the same. */
function equality(expr: Binary, scope: Scope): Code {
  const negative = expr.op === '!=';
  const [first, second] = [compile(expr.left, scope), compile(expr.right, scope)];
  if (isList(first) || isList(second)) throw new Error('a collection is not compared');
  if (first.rep === 'null' || second.rep === 'null') {
    return absence(first.rep === 'null' ? second : first, negative);
  }
  const [left, right] = alike(first, second);
  const nulls = unique([...left.nulls, ...right.nulls]);
  if (isPrimitive(left) && (nulls.length === 0 || isComparable(left, right))) {
    return code`${left.chain ?? left.code} ${raw(negative ? '!==' : '===')} ${right.chain ?? right.code}`;
  }
  const same = sameValue(left, right);
  if (nulls.length === 0) return negative ? code`!${same}` : same;
  const present = join(nulls.map(not), ' && ');
  const bothAbsent =
    left.nulls.length > 0 && right.nulls.length > 0
      ? code` || ((${anyOf(left.nulls)}) && (${anyOf(right.nulls)}))`
      : null;
  const whole = code`((${present} && ${same})${bothAbsent})`;
  return negative ? code`!${whole}` : whole;
}

/** Whether `===` on what may be absent is right: at most one side may be, or both by null alone. */
function isComparable(left: Value, right: Value): boolean {
  const sides = [left, right].filter((one) => one.nulls.length > 0);
  return sides.every((one) => one.chain !== null) && sides.length === 1;
}

function isPrimitive({ rep }: Value): boolean {
  return rep === 'text' || rep === 'boolean' || rep === 'date' || rep === 'bigint' || isNumber(rep);
}

function sameValue(left: Value, right: Value): Code {
  if (left.rep === 'decimal') return code`${decimal(left)}.eq(${operand(right)})`;
  if (left.rep === 'datetime') return code`(${left.code}.getTime() === ${right.code}.getTime())`;
  return code`(${left.code} === ${right.code})`;
}

function absence(value: Value, negative: boolean): Code {
  if (value.nulls.length === 0) return code`${String(negative)}`;
  if (negative) return join(value.nulls.map(not), ' && ');
  return value.nulls.length === 1 ? anyOf(value.nulls) : code`(${anyOf(value.nulls)})`;
}

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const methods: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

function comparison(expr: Binary, scope: Scope, whenAbsent: boolean): Code {
  const left = compileValue(expr.left, scope);
  const right = compileValue(expr.right, scope);
  const nulls = unique([...left.nulls, ...right.nulls]);
  if (left.rep === 'null' || right.rep === 'null') return code`${String(whenAbsent)}`;
  return guarded(nulls, ordered(expr.op, left, right), whenAbsent);
}

function ordered(op: string, left: Value, right: Value): Code {
  const exact = (one: Value): boolean => one.rep === 'decimal' && one.literal === null;
  if (exact(left)) return code`${left.code}.${methods[op] ?? op}(${operand(right)})`;
  if (exact(right))
    return code`${right.code}.${methods[flipped[op] ?? op] ?? op}(${operand(left)})`;
  const sign = raw(op);
  if (left.rep === 'date' && right.rep === 'date') return code`${left.code} ${sign} ${right.code}`;
  if (left.rep === 'decimal' && isNumber(right.rep))
    return code`${raw(left.literal ?? '')} ${sign} ${right.code}`;
  if (right.rep === 'decimal' && isNumber(left.rep))
    return code`${left.code} ${sign} ${raw(right.literal ?? '')}`;
  const [first, second] = alike(left, right);
  return code`${first.code} ${sign} ${second.code}`;
}

function membership(expr: TypedExpr & { kind: 'in' }, scope: Scope, whenAbsent: boolean): Code {
  const value = compileValue(expr.value, scope);
  const tests = expr.items.map((item) => {
    const [left, right] = alike(value, compileValue(item, scope));
    if (!isPrimitive(left)) return sameValue(left, right);
    return code`${left.code} === ${right.code}`;
  });
  const any = tests.length > 1 ? code`(${join(tests, ' || ')})` : join(tests, ' || ');
  return guarded(value.nulls, any, whenAbsent);
}

function guarded(nulls: readonly Code[], test: Code, whenAbsent: boolean): Code {
  if (nulls.length === 0) return test;
  return whenAbsent
    ? code`(${anyOf(nulls)} || ${test})`
    : code`(${join(nulls.map(not), ' && ')} && ${test})`;
}

/** The opposite of a condition. */
function opposite(test: Code): Code {
  const text = textOf(test);
  const last = test.parts.at(-1);
  const swapped = typeof last === 'string' ? truths[last] : undefined;
  if (swapped !== undefined) return { kind: 'code', parts: [...test.parts.slice(0, -1), swapped] };
  return /^[\w.$]+$/.test(text) ? code`!${test}` : code`!(${test})`;
}

const truths: Readonly<Record<string, string>> = {
  ' === true': ' !== true',
  ' !== false': ' === false',
};

/** The opposite of a test for absence. */
function not(test: Code): Code {
  const [last] = test.parts.slice(-1);
  const swapped: Readonly<Record<string, string>> = {
    ' === null': ' !== null',
    ' == null': ' != null',
  };
  const end = typeof last === 'string' ? swapped[last] : undefined;
  if (end === undefined) return code`!(${test})`;
  return { kind: 'code', parts: [...test.parts.slice(0, -1), end] };
}
