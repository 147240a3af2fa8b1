import { Decimal as DecimalJs } from 'decimal.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileValue } from '../../src/emit/expression/typescript/compile.ts';
import { condition } from '../../src/emit/expression/typescript/condition.ts';
import { orNull } from '../../src/emit/expression/typescript/value.ts';
import { scopeFor } from '../../src/emit/domain/scope-for.ts';
import { evaluate } from '../../src/emit/scenario/evaluate.ts';
import { unknown } from '../../src/emit/scenario/value.ts';
import type { Row, Value } from '../../src/emit/scenario/value.ts';
import { code } from '../../src/emit/typescript/code.ts';
import type { Code } from '../../src/emit/typescript/code.ts';
import type { Entity } from '../../src/model/index.ts';
import { modelOf } from '../support/domain.ts';

const Decimal = DecimalJs.clone({ precision: 60, rounding: DecimalJs.ROUND_HALF_EVEN });
type Decimal = DecimalJs;

const needs = { rows: [], counts: [], me: false, tenant: false, sequences: [] };
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 1, 12);

/** What the generated project offers to its expressions. */
const library = {
  known: (value: unknown) => value,
  Decimal,
  MINUTE,
  HOUR: 60 * MINUTE,
  DAY: 1_440 * MINUTE,
  SECOND: 1_000,
  later: (moment: Date, ms: number) => new Date(moment.getTime() + ms),
  monthsLater: (moment: Date, months: number) =>
    new Date(new Date(moment).setUTCMonth(moment.getUTCMonth() + months)),
  truncated: (moment: Date, step: number) => new Date(Math.floor(moment.getTime() / step) * step),
  sum: (all: readonly Decimal[]) => all.reduce((done, one) => done.plus(one), new Decimal(0)),
  slugify: (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
};

function run(text: Code, state: object): unknown {
  const source = text.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
  const body = new Function('state', ...Object.keys(library), `return ${source};`);
  return body(state, ...Object.values(library)) as unknown;
}

function thingWith(rules: readonly string[]): Entity {
  const lines = rules.map((rule, index) => `      r${index}: ${JSON.stringify(rule)}`).join('\n');
  const prd = `---
prd: 1
name: things
lang: en
currency: USD
values: { Place: { city: string?, level: int } }
entities:
  Thing:
    fields:
      n: int
      m: int?
      big: bigint?
      price: money
      cost: money?
      text: string?
      flag: bool?
      at: datetime?
      kind: enum(red | blue | green)?
      place: Place?
      lines: Line[]
    rules:
${lines}
  Line: { fields: { qty: int, each: money, off: money?, done: bool? } }
---
`;
  const [thing] = modelOf(prd).roots;
  if (thing === undefined) throw new Error('no entity');
  return thing;
}

interface Sample {
  readonly n: number;
  readonly m: number | null;
  readonly big: number | null;
  readonly price: number;
  readonly cost: number | null;
  readonly text: string | null;
  readonly flag: boolean | null;
  readonly at: number | null;
  readonly kind: string | null;
  readonly place: { readonly city: string | null; readonly level: number } | null;
  readonly lines: readonly {
    readonly qty: number;
    readonly each: number;
    readonly off: number | null;
    readonly done: boolean | null;
  }[];
}

const small = fc.integer({ min: -3, max: 3 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const samples: fc.Arbitrary<Sample> = fc.record({
  n: small,
  m: maybe(small),
  big: maybe(small),
  price: small,
  cost: maybe(small),
  text: maybe(fc.constantFrom('a', 'b', 'Ab')),
  flag: maybe(fc.boolean()),
  at: maybe(fc.constantFrom(NOW - MINUTE, NOW, NOW + MINUTE)),
  kind: maybe(fc.constantFrom('red', 'blue')),
  place: maybe(fc.record({ city: maybe(fc.constantFrom('a', 'x')), level: small })),
  lines: fc.array(
    fc.record({ qty: small, each: small, off: maybe(small), done: maybe(fc.boolean()) }),
    { maxLength: 3 },
  ),
});

function stateOf(sample: Sample): object {
  const exact = (value: number | null) => (value === null ? null : new Decimal(value));
  return {
    ...sample,
    big: sample.big === null ? null : BigInt(sample.big),
    price: new Decimal(sample.price),
    cost: exact(sample.cost),
    at: sample.at === null ? null : new Date(sample.at),
    lines: sample.lines.map((line) => ({
      ...line,
      each: new Decimal(line.each),
      off: exact(line.off),
    })),
  };
}

function rowOf(sample: Sample, thing: Entity): Row {
  const row = (members: object): Row => ({
    of: thing,
    members: new Map(Object.entries(members) as [string, Value][]),
  });
  return row({
    ...sample,
    place: sample.place === null ? null : row(sample.place),
    lines: sample.lines.map((line) => row(line)),
  });
}

const { truth } = fc.letrec<{ number: string; truth: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('n', 'm', 'price', 'cost', 'place.level', 'big', '2', '0.5', 'count(lines)'),
    fc.constantFrom('sum(lines.each)', 'sum(lines.qty)', 'min(lines.qty)', 'max(lines.each)'),
    fc.constantFrom('count(lines where done)', 'count(lines where qty > 0 and not done)'),
    fc.constantFrom('coalesce(m 1)', 'coalesce(cost price)', 'len(text)', '-(cost)'),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc
      .tuple(tie('truth'), tie('number'), tie('number'))
      .map(([test, then, otherwise]) => `(if ${test} then ${then} else ${otherwise})`),
  ),
  truth: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'))
      .map(([left, op, right]) => `${left} ${op} ${right}`),
    fc.constantFrom('flag', 'text == "a"', 'text < "b"', 'kind == red', 'kind in (red green)'),
    fc.constantFrom('m == null', 'place.city != null', 'place.city == text', 'place == null'),
    fc.constantFrom('at + 1m > at', 'at == at', 'exists(lines where done)', 'lower(text) == "ab"'),
    fc.constantFrom('exists(text)', 'concat(text "x") == "x"', 'flag == true', 'm in (1 2)'),
    fc
      .tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    tie('truth').map((one) => `not (${one})`),
    fc
      .tuple(tie('truth'), tie('truth'), tie('truth'))
      .map(([test, then, otherwise]) => `(if ${test} then ${then} else ${otherwise})`),
  ),
}));

test('compiled conditions agree with the simulated ones', () => {
  const [rules = []] = fc.sample(fc.array(truth, { minLength: 150, maxLength: 150 }), {
    seed: 7,
    numRuns: 1,
  });
  const thing = thingWith(rules);
  const scope = scopeFor({ entity: thing, self: code`state`, needs, exists: true });
  const compiled = thing.rules.map((rule) => ({
    rule,
    asRule: condition(rule.condition, scope, true),
    asWhen: condition(rule.condition, scope, false),
  }));
  fc.assert(
    fc.property(samples, fc.constantFrom(...compiled.keys()), (sample, index) => {
      const one = compiled[index];
      if (one === undefined) throw new Error('no rule');
      const { rule, asRule, asWhen } = one;
      const expected = evaluate(rule.condition, {
        self: rowOf(sample, thing),
        input: new Map(),
        now: NOW,
      });
      fc.pre(expected !== unknown);
      const state = stateOf(sample);
      expect([run(asRule, state), run(asWhen, state)], rules[index]).toEqual([
        expected !== false,
        expected === true,
      ]);
    }),
    { numRuns: 3_000, seed: 11 },
  );
});

test.each<[string, Partial<Sample>, unknown]>([
  ['price * 3 == 0.3', {}, '0.3'],
  ['price / 3 == 1', {}, '0.033333333333333333'],
  ['at + 1mo > at', { at: Date.UTC(2026, 0, 15) }, new Date(Date.UTC(2026, 1, 15))],
  ['trunc(at to 1h) > at', { at: NOW + MINUTE }, new Date(NOW)],
  ['round(price * 2.5 to 1) == 1', {}, '0.2'],
  ['concat(text "!") == "a"', { text: null }, '!'],
  ['coalesce(cost 0) == 1', { cost: null }, '0'],
  ['place.city == "a"', { place: null }, null],
  ['m + 1 == 1', { m: null }, null],
])('%s', (rule, given, expected) => {
  const thing = thingWith([rule]);
  const scope = scopeFor({ entity: thing, self: code`state`, needs, exists: true });
  const [first] = thing.rules;
  if (first?.condition.kind !== 'binary') throw new Error('no comparison');
  const state = {
    ...stateOf({
      n: 1,
      m: 1,
      big: 1,
      price: 1,
      cost: 1,
      text: 'a',
      flag: true,
      at: NOW,
      kind: 'red',
      place: null,
      lines: [],
      ...given,
    }),
    price: new Decimal('0.1'),
  };
  const value = run(orNull(compileValue(first.condition.left, scope)), state);
  const text = value instanceof Decimal ? value.toString() : value;
  expect(
    typeof expected === 'string' && value instanceof Decimal
      ? String(text).slice(0, expected.length)
      : text,
  ).toEqual(expected);
});
