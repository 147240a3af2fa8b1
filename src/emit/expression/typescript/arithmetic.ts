import type { TypedExpr } from '../../../model/expression.ts';
import { code, value as valueRef } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { kernel } from '../../typescript/symbols.ts';
import { alike, compileValue } from './compile.ts';
import type { Scope } from './scope.ts';
import { made, raw, toRep, unique } from './value.ts';
import type { Rep, Value } from './value.ts';

type Binary = TypedExpr & { kind: 'binary' };

const time = (name: string) => valueRef(name, 'internal/domain/entity/time.ts');
const methods: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'div',
};

/** `+ - * /` on numbers, texts, moments and durations; absent where an operand is. */
export function arithmetic(expr: Binary, scope: Scope): Value {
  const left = compileValue(expr.left, scope);
  const right = compileValue(expr.right, scope);
  const nulls = unique([...left.nulls, ...right.nulls]);
  const moment = isMoment(left.rep) || isMoment(right.rep);
  if (moment) return ofMoments(expr, left, right, nulls);
  if (left.rep === 'text' && right.rep === 'text') {
    return made(code`${left.code} + ${right.code}`, 'text', nulls);
  }
  return ofNumbers(expr.op, left, right, nulls);
}

export function negated(value: Value): Value {
  if (value.rep !== 'decimal' || value.literal !== null) {
    const text = value.literal === null ? null : `-${value.literal}`;
    return { ...made(code`-${value.code}`, value.rep, value.nulls), literal: text };
  }
  return made(code`${value.code}.neg()`, 'decimal', value.nulls);
}

function ofNumbers(op: string, first: Value, second: Value, nulls: readonly Code[]): Value {
  const floats = first.rep === 'float' || second.rep === 'float';
  const isExact = (one: Value): boolean => one.rep === 'decimal' && one.literal === null;
  if (isDuration(first, second)) return ofDurations(op, first, second, nulls);
  if (floats && !isExact(first) && !isExact(second)) {
    const [left, right] = [toRep(first, 'float'), toRep(second, 'float')];
    return made(plain(op, left, right), 'float', nulls);
  }
  const whole = first.rep === second.rep && first.rep === 'int';
  if (whole && op !== '/') return made(plain(op, first, second), 'int', nulls);
  const isDecimal = op === '/' || first.rep === 'decimal' || second.rep === 'decimal';
  if (!isDecimal) {
    const [left, right] = alike(first, second);
    return made(plain(op, left, right), left.rep, nulls);
  }
  const left = toRep(first, 'decimal');
  const method = methods[op] ?? op;
  return made(
    code`${left.literal === null ? left.code : decimal(left)}.${method}(${operand(second)})`,
    'decimal',
    nulls,
  );
}

/** What a method of Decimal takes: numbers as they are, exact ones as text. */
export function operand(value: Value): Code {
  if (value.literal === null) return value.code;
  return value.literal.includes('.') ? raw(`'${value.literal}'`) : raw(value.literal);
}

export function decimal(value: Value): Code {
  if (value.rep === 'decimal' && value.literal === null) return value.code;
  return code`new ${kernel.Decimal}(${operand(value)})`;
}

function isDuration(left: Value, right: Value): boolean {
  return left.rep === 'duration' || right.rep === 'duration';
}

function ofDurations(op: string, left: Value, right: Value, nulls: readonly Code[]): Value {
  const result = plain(op, toRep(left, 'float'), toRep(right, 'float'));
  const isWhole =
    left.rep !== 'float' &&
    right.rep !== 'float' &&
    op !== '/' &&
    !hasFraction(left) &&
    !hasFraction(right);
  return made(isWhole ? result : code`Math.round(${result})`, 'duration', nulls);
}

function hasFraction(value: Value): boolean {
  return value.rep === 'decimal';
}

function plain(op: string, left: Value, right: Value): Code {
  return code`(${left.code} ${raw(op)} ${right.code})`;
}

function isMoment(rep: Rep): boolean {
  return rep === 'datetime' || rep === 'date';
}

function ofMoments(expr: Binary, left: Value, right: Value, nulls: readonly Code[]): Value {
  if (isMoment(left.rep) && isMoment(right.rep)) {
    const from = code`${toRep(right, 'datetime').code}.getTime()`;
    return made(code`(${toRep(left, 'datetime').code}.getTime() - ${from})`, 'duration', nulls);
  }
  const [moment, length, lengthExpr] = isMoment(left.rep)
    ? [left, right, expr.right]
    : [right, left, expr.left];
  const sign = expr.op === '-' ? code`-` : null;
  const months = lengthExpr.kind === 'duration' ? lengthExpr.months : 0;
  const isDate = moment.rep === 'date';
  if (months !== 0) {
    const name = isDate ? time('dayMonthsLater') : time('monthsLater');
    return made(code`${name}(${moment.code}, ${sign}${months})`, moment.rep, nulls);
  }
  const shift = sign === null ? length.code : code`-(${length.code})`;
  return made(
    code`${isDate ? time('dayLater') : time('later')}(${moment.code}, ${shift})`,
    moment.rep,
    nulls,
  );
}
