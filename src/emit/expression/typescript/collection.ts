import type { TypedExpr } from '../../../model/expression.ts';
import type { Field } from '../../../model/model.ts';
import { pathTo, rowName } from '../../domain/needs.ts';
import { setOf } from '../../domain/walk.ts';
import { code } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { kernel } from '../../typescript/symbols.ts';
import { condition } from './condition.ts';
import { referred } from './path.ts';
import { within } from './scope.ts';
import type { Scope } from './scope.ts';
import { anyOf, isNumber, made, raw, sumOf } from './value.ts';
import type { List, Value } from './value.ts';

type Call = TypedExpr & { kind: 'call' };

/** `count`, `sum`, `min`, `max`, `exists` over the elements of the aggregate. */
export function collectionCall(expr: Call, list: List, scope: Scope): Value {
  const source = kept(expr, list, scope);
  switch (expr.name) {
    case 'count':
    case 'len':
      return made(code`${source}.length`, 'int');
    case 'exists':
      return expr.where === null
        ? made(code`(${source}.length > 0)`, 'boolean')
        : made(
            code`${list.source}.some((${list.name}) => ${test(expr.where, expr, list, scope)})`,
            'boolean',
          );
    case 'sum':
      return summed(list, source);
    case 'min':
    case 'max':
      return extreme(expr.name, list, source);
    default:
      throw new Error(`${expr.name}() takes no collection`);
  }
}

function kept(expr: Call, list: List, scope: Scope): Code {
  if (expr.where === null) return list.source;
  return code`${list.source}.filter((${list.name}) => ${test(expr.where, expr, list, scope)})`;
}

function test(where: TypedExpr, expr: Call, list: List, scope: Scope): Code {
  return condition(where, within(scope, list.name, elementOf(expr, list, scope)), false);
}

/** An element of the aggregate, or the row that an element of a set of references names. */
function elementOf(expr: Call, list: List, scope: Scope): NonNullable<Scope['element']> {
  const path = wayTo(expr, scope);
  const from = scope.element?.from ?? null;
  const name = code`${list.name}`;
  if (setOf(expr) === null) return { code: name, path, from };
  const need = scope.rows.find((row) => row.name === rowName({ root: 'self', path, from }));
  if (need === undefined) throw new Error('no rows are loaded for a set');
  return {
    code: code`${referred}(${scope.given}.${need.name}, ${name}).state`,
    path: [],
    from: need,
  };
}

/** The fields from the root to the elements that a call goes through. */
function wayTo(expr: Call, scope: Scope): readonly Field[] {
  const [path] = expr.args;
  if (path?.kind !== 'path') return [];
  const many = path.steps.findLastIndex((step) => step.many && step.field?.many === true);
  const fields = path.steps.slice(0, many + 1).flatMap((step) => step.field ?? []);
  const start =
    path.root.kind === 'element'
      ? (scope.element?.path ?? [])
      : path.root.kind === 'self'
        ? pathTo(scope.self.entity)
        : [];
  return [...start, ...fields];
}

/** The values of the elements, without absent ones. */
function values({ name, body, isElement }: List, source: Code): Code {
  if (body.nulls.length > 0) {
    return code`${source}.flatMap((${name}) => (${anyOf(body.nulls)} ? [] : [${body.code}]))`;
  }
  return isElement ? source : code`${source}.map((${name}) => ${body.code})`;
}

function summed(list: List, source: Code): Value {
  const { rep, nulls } = list.body;
  if (rep === 'decimal') return made(code`${sumOf}(${values(list, source)})`, 'decimal');
  const zero = raw(rep === 'bigint' ? '0n' : '0');
  const one =
    nulls.length === 0 ? list.body.code : code`(${anyOf(nulls)} ? ${zero} : ${list.body.code})`;
  return made(code`${source}.reduce((total, ${list.name}) => total + ${one}, ${zero})`, rep);
}

function extreme(name: 'min' | 'max', list: List, source: Code): Value {
  const { rep } = list.body;
  const all = values(list, source);
  const none = [code`${list.body.nulls.length === 0 ? source : all}.length === 0`];
  if (rep === 'decimal') return made(code`${kernel.Decimal}.${name}(...${all})`, 'decimal', none);
  if (isNumber(rep)) return made(code`Math.${name}(...${all})`, rep, none);
  const sign = raw(name === 'min' ? '<' : '>');
  return made(code`${all}.reduce((one, other) => (other ${sign} one ? other : one))`, rep, none);
}
