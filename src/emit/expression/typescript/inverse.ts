import type { TypedExpr } from '../../../model/expression.ts';
import type { CountNeed } from '../../domain/needs.ts';
import { code } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { condition } from './condition.ts';
import { within } from './scope.ts';
import type { Scope } from './scope.ts';
import { made, raw, repOf } from './value.ts';
import type { Rep, Value } from './value.ts';

type Call = TypedExpr & { kind: 'call' };

/** What the database told of the rows that refer to one; a row of their kind adds itself. */
export function inverseValue(expr: Call, scope: Scope): Value {
  const need = scope.counts.find((one) => one.calls.includes(expr));
  if (need === undefined) throw new Error(`${expr.name}() over an inverse was not asked for`);
  const told = code`${scope.given}.${need.member}`;
  const absent = need.nullable || need.fn === 'min' || need.fn === 'max';
  const nulls = absent ? [code`${told} === null`] : [];
  const rep: Rep =
    need.fn === 'count'
      ? 'int'
      : need.fn === 'exists' || need.value === null
        ? 'boolean'
        : repOf(need.value);
  const whole = need.others && scope.countsItself ? withItself(told, need, scope) : told;
  return { ...made(whole, rep, nulls), chain: whole === told && absent ? told : null };
}

function withItself(told: Code, need: CountNeed, scope: Scope): Code {
  const { code: self } = scope.self;
  const counts =
    need.where === null
      ? null
      : condition(need.where, within(scope, '', { code: self, path: [], from: null }), false);
  switch (need.fn) {
    case 'count':
      return counts === null ? code`(${told} + 1)` : code`(${told} + (${counts} ? 1 : 0))`;
    case 'exists':
      return counts === null ? code`true` : code`(${told} || ${counts})`;
    default:
      return summed(told, need, counts, scope);
  }
}

function summed(told: Code, need: CountNeed, counts: Code | null, scope: Scope): Code {
  if (need.value === null) return told;
  const own = code`${scope.self.code}.${need.value.stateMember}`;
  const rep = repOf(need.value);
  const zero = raw(rep === 'bigint' ? '0n' : '0');
  const value = need.value.optional ? code`(${own} ?? ${zero})` : own;
  const added = counts === null ? value : code`(${counts} ? ${value} : ${zero})`;
  return rep === 'decimal' ? code`${told}.plus(${added})` : code`(${told} + ${added})`;
}
