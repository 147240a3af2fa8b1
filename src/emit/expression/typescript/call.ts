import type { TypedExpr } from '../../../model/expression.ts';
import { inverseCall } from '../../domain/walk.ts';
import { code, join, value as valueRef } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { kernel } from '../../typescript/symbols.ts';
import { alike, compile, compileValue, durationOf } from './compile.ts';
import { collectionCall } from './collection.ts';
import { inverseValue } from './inverse.ts';
import { isList } from './path.ts';
import type { Scope } from './scope.ts';
import { anyOf, isNumber, made, opaque, raw, solid, unique } from './value.ts';
import type { Value } from './value.ts';

type Call = TypedExpr & { kind: 'call' };

const time = (name: string) => valueRef(name, 'internal/domain/entity/time.ts');
const slugify = valueRef('slugify', 'internal/domain/entity/text.ts');

export function callValue(expr: Call, scope: Scope): Value {
  if (inverseCall(expr) !== null) return inverseValue(expr, scope);
  switch (expr.name) {
    case 'now':
      return made(code`new Date()`, 'datetime');
    case 'today':
      return made(code`${time('today')}()`, 'date');
    case 'uuid':
      return made(code`${valueRef('randomUUID', 'node:crypto')}()`, 'text');
    default:
      break;
  }
  const [first] = expr.args;
  if (first === undefined) throw new Error(`${expr.name}() needs an argument`);
  const compiled = compile(first, scope);
  if (isList(compiled)) return collectionCall(expr, compiled, scope);
  return ofValues(
    expr,
    compiled,
    expr.args.slice(1).map((arg) => compileValue(arg, scope)),
  );
}

function ofValues(expr: Call, first: Value, rest: readonly Value[]): Value {
  const nulls = unique([first, ...rest].flatMap((one) => one.nulls));
  switch (expr.name) {
    case 'len':
    case 'count':
      return made(code`[...${first.code}].length`, 'int', first.nulls);
    case 'lower':
      return made(code`${first.code}.toLowerCase()`, 'text', first.nulls);
    case 'upper':
      return made(code`${first.code}.toUpperCase()`, 'text', first.nulls);
    case 'slugify':
      return made(code`${slugify}(${first.code})`, 'text', first.nulls);
    case 'concat':
      return made(concatenated([first, ...rest]), 'text');
    case 'exists':
      return made(present(first), 'boolean');
    case 'coalesce':
      return coalesced([first, ...rest]);
    case 'round':
      return rounded(first, rest[0]);
    case 'trunc':
      return truncated(first, expr.args[1]);
    case 'min':
    case 'max':
      return extreme(expr.name, [first, ...rest], nulls);
    case 'sum':
      return { ...first, nulls };
    default:
      throw new Error(`${expr.name}() takes no value`);
  }
}

/** Absent parts are empty. */
function concatenated(parts: readonly Value[]): Code {
  return code`[${join(
    parts.map((part) =>
      part.nulls.length === 0 ? part.code : code`${part.chain ?? part.code} ?? ''`,
    ),
    ', ',
  )}].join('')`;
}

function present(value: Value): Code {
  return value.nulls.length === 0 ? code`true` : code`!(${anyOf(value.nulls)})`;
}

function coalesced(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  if (first === undefined) return made(code`null`, 'null', [code`true`]);
  return rest.reduce((done, next) => {
    if (done.nulls.length === 0) return done;
    const pair = alike(done, next);
    const [left, right] = [solid(pair[0]), solid(pair[1])];
    if (left.rep === 'null') return right;
    const both =
      right.nulls.length === 0 ? [] : [code`((${anyOf(left.nulls)}) && (${anyOf(right.nulls)}))`];
    const text =
      left.chain === null
        ? code`(${anyOf(left.nulls)} ? ${right.chain ?? right.code} : ${left.code})`
        : code`(${left.chain} ?? ${right.chain ?? right.code})`;
    return opaque(text, left.rep, both);
  }, first);
}

function rounded(value: Value, digits: Value | undefined): Value {
  const places = digits?.code ?? raw('0');
  if (value.rep === 'decimal')
    return made(code`${value.code}.toDecimalPlaces(${places})`, 'decimal', value.nulls);
  if (value.rep !== 'float') return value;
  return made(
    code`new ${kernel.Decimal}(${value.code}).toDecimalPlaces(${places}).toNumber()`,
    'float',
    value.nulls,
  );
}

function truncated(value: Value, step: TypedExpr | undefined): Value {
  if (value.rep === 'decimal') return made(code`${value.code}.trunc()`, 'decimal', value.nulls);
  if (value.rep === 'float') return made(code`Math.trunc(${value.code})`, 'float', value.nulls);
  if (value.rep !== 'datetime' || step?.kind !== 'duration') return value;
  return made(
    code`${time('truncated')}(${value.code}, ${durationOf(step.ms)})`,
    'datetime',
    value.nulls,
  );
}

function extreme(name: 'min' | 'max', values: readonly Value[], nulls: readonly Code[]): Value {
  const [first, ...rest] = values;
  if (first === undefined) return made(code`null`, 'null', [code`true`]);
  const same = rest.reduce((one, next) => alike(one, next)[0], first);
  const all = values.map((one) => solid(alike(one, same)[0]).code);
  const list = join(all, ', ');
  if (same.rep === 'decimal')
    return made(code`${kernel.Decimal}.${name}(${list})`, 'decimal', nulls);
  if (isNumber(same.rep)) return made(code`Math.${name}(${list})`, same.rep, nulls);
  const sign = raw(name === 'min' ? '<' : '>');
  return made(
    code`[${list}].reduce((one, other) => (other ${sign} one ? other : one))`,
    same.rep,
    nulls,
  );
}
