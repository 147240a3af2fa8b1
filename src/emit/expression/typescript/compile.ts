import type { TypedExpr } from '../../../model/expression.ts';
import { code, literal, value as valueRef } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { arithmetic, negated } from './arithmetic.ts';
import { callValue } from './call.ts';
import { condition } from './condition.ts';
import { compilePath, isList } from './path.ts';
import type { Scope } from './scope.ts';
import { anyOf, isNumber, made, opaque, orNull, raw, solid, toRep } from './value.ts';
import type { List, Rep, Value } from './value.ts';

/** A value out of an expression, or the list that a path through a collection gives. */
export function compile(expr: TypedExpr, scope: Scope): Value | List {
  switch (expr.kind) {
    case 'number':
      return {
        ...made(raw(expr.text), expr.text.includes('.') ? 'decimal' : 'int'),
        literal: expr.text,
      };
    case 'string':
    case 'word':
      return made(literal(expr.value), 'text');
    case 'boolean':
      return made(literal(expr.value), 'boolean');
    case 'null':
      return made(code`null`, 'null', [code`true`]);
    case 'duration':
      return made(durationOf(expr.ms), 'duration');
    case 'path':
      return compilePath(expr, scope);
    case 'unary':
      return expr.op === '-'
        ? negated(compileValue(expr.operand, scope))
        : made(condition(expr, scope, false), 'boolean');
    case 'binary':
      return ['+', '-', '*', '/'].includes(expr.op)
        ? arithmetic(expr, scope)
        : made(condition(expr, scope, false), 'boolean');
    case 'in':
      return made(condition(expr, scope, false), 'boolean');
    case 'if':
      return choice(expr, scope);
    case 'call':
      return callValue(expr, scope);
  }
}

export function compileValue(expr: TypedExpr, scope: Scope): Value {
  const compiled = compile(expr, scope);
  if (!isList(compiled)) return compiled;
  const { source, name, body, isElement } = compiled;
  return made(isElement ? source : code`${source}.map((${name}) => ${orNull(body)})`, 'other');
}

function choice(expr: TypedExpr & { kind: 'if' }, scope: Scope): Value {
  const test = condition(expr.condition, scope, false);
  const [then, otherwise] = alike(
    compileValue(expr.then, scope),
    compileValue(expr.else, scope),
  ).map(solid);
  if (then === undefined || otherwise === undefined) throw new Error('a choice has two sides');
  const nulls =
    then.nulls.length + otherwise.nulls.length === 0
      ? []
      : [code`(${test} ? ${nullTest(then)} : ${nullTest(otherwise)})`];
  const rep = then.rep === 'null' ? otherwise.rep : then.rep;
  return opaque(code`(${test} ? ${orNull(then)} : ${orNull(otherwise)})`, rep, nulls);
}

function nullTest(value: Value) {
  return value.nulls.length === 0 ? code`false` : code`(${anyOf(value.nulls)})`;
}

/** Both held in one way. */
export function alike(left: Value, right: Value): readonly [Value, Value] {
  const rep = common(left.rep, right.rep);
  return [toRep(left, rep), toRep(right, rep)];
}

function common(left: Rep, right: Rep): Rep {
  if (left === right || right === 'null') return left;
  if (left === 'null') return right;
  if (left === 'decimal' || right === 'decimal') return 'decimal';
  if (left === 'bigint' || right === 'bigint') return 'bigint';
  if (isNumber(left) && isNumber(right)) return left === 'float' ? left : right;
  return left === 'datetime' || right === 'datetime' ? 'datetime' : left;
}

const time = (name: string) => valueRef(name, 'internal/domain/entity/time.ts');

const units = [
  ['DAY', 86_400_000],
  ['HOUR', 3_600_000],
  ['MINUTE', 60_000],
  ['SECOND', 1_000],
] as const;

/** `30 * MINUTE`. */
export function durationOf(ms: number): Code {
  const unit = units.find(([, length]) => ms >= length && ms % length === 0);
  if (unit === undefined) return raw(String(ms));
  const [name, length] = unit;
  return ms === length ? code`${time(name)}` : code`${ms / length} * ${time(name)}`;
}
