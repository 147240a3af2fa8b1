import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import type { Json } from './backend.ts';
import { resolve } from './openapi.ts';
import type { Operation, Schema } from './openapi.ts';
import type { Sent } from './project.ts';

/** What answers have taught: ids by the first part of their path, keys of files. */
export class Known {
  readonly #ids = new Map<string, string[]>();
  readonly #keys: string[] = [];

  learn(path: string, body: string): void {
    const found = [...body.matchAll(/"id":"([\da-f-]{36})"/g)].map(([, id = '']) => id);
    const kind = kindOf(path.split('/')[1] ?? '');
    this.#ids.set(kind, [...found, ...(this.#ids.get(kind) ?? [])].slice(0, 30));
    for (const [, key = ''] of body.matchAll(/"key":"([^"]+)"/g)) this.#keys.push(key);
  }

  /** A row that is gone. */
  forget(url: string): void {
    for (const [kind, ids] of this.#ids) {
      this.#ids.set(
        kind,
        ids.filter((id) => !url.includes(id)),
      );
    }
  }

  /** Ids of rows that a member of this name is likely to mean. */
  idsFor(name: string): fc.Arbitrary<string> {
    const kind = kindOf(name.replace(/Ids?$/, ''));
    const likely = [...this.#ids].filter(([one]) => one.includes(kind) || kind.includes(one));
    const all = (likely.length > 0 ? likely : [...this.#ids]).flatMap(([, ids]) => ids);
    return often(all, fc.constant('018f3c1a-7c00-7000-8000-000000000000'));
  }

  keys(): fc.Arbitrary<string> {
    return often(this.#keys, fc.constantFrom('none', '../../etc/passwd'));
  }
}

function kindOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '')
    .replace(/(?:ies|y|es|s)$/, '');
}

function often<T>(known: readonly T[], other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  if (known.length === 0) return other;
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 12 }, other);
}

const texts = [
  '',
  'a',
  'A-1',
  "x'); drop table users; --",
  '日本',
  '\u0000',
  '\ud800',
  '😀',
  '%00',
  '../..',
  'null',
  '0',
  '-1',
  '1e9',
  'x'.repeat(300),
  'x'.repeat(5_000),
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '12.50',
  '-0',
  '99999999999999999999.99',
  ':::',
  '中文'.repeat(50),
];
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...texts, 0, -1, 1.5, 2 ** 53, 3e9, true, null, [], {}, [[]], { a: 1 }, [
    'x',
    'x',
  ]),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Candidates for a pattern; the first that fit are taken. */
const shaped = (n: number): readonly string[] => [
  `A${n}`,
  `a${n}`,
  `AB-${n}`,
  `${n}`,
  `${n % 100}.25`,
  `abc${n}`,
  '+8613800138000',
  '1.5',
  `${n % 24}`.padStart(2, '0') + ':30:00',
  `P${n % 9}D`,
  'PT1H',
  'AB',
  'ABC',
  `${n}`.padStart(6, '0'),
  `${n}`.padStart(11, '1'),
];

/** Values that a schema allows. */
export function valuesOf(
  given: Schema,
  from: Json,
  known: Known,
  name = '',
): fc.Arbitrary<unknown> {
  const schema = resolve(from, given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, from, known, name)));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, from, known, name)));
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number': {
      const min = Math.ceil(schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1);
      return fc.integer({ min, max: Math.min(schema.maximum ?? min + 50, min + 50) });
    }
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, from, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 2),
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([member, one]) => [
            member,
            valuesOf(one, from, known, member),
          ]),
        ),
        { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true },
      );
    case 'string':
      return stringsOf(schema, known, name);
    default:
      return fc.constantFrom<unknown>(1, 'x', { a: 1 }, [1], null);
  }
}

function stringsOf(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  const numbered = fc.nat(99_999);
  if (name === 'fileKey') return known.keys();
  // What no schema says: a phone number is one of its country.
  if (/phone/i.test(name)) return numbered.map((n) => `+86138${String(n).padStart(8, '0')}`);
  switch (schema.format) {
    case 'uuid':
      return known.idsFor(name);
    case 'email':
      return numbered.map((n) => `u${n}@example.org`);
    case 'uri':
      return numbered.map((n) => `https://example.org/${n}`);
    case 'date-time':
      return fc.constantFrom(
        '2026-01-31T10:00:00Z',
        '0001-01-01T00:00:00Z',
        '2040-06-01T10:00:00+02:00',
        '9999-12-31T23:59:59.999Z',
      );
    case 'date':
      return fc.constantFrom('2026-01-31', '2040-02-29', '0001-01-01', '9999-12-31');
  }
  if (schema.contentEncoding !== undefined) {
    return numbered.map((n) => Buffer.from(`n${n}`).toString('base64'));
  }
  const { pattern, minLength = 0, maxLength = 200 } = schema;
  return numbered.chain((n) => {
    if (pattern !== undefined) {
      const expression = new RegExp(pattern, 'u');
      const fitting = shaped(n).filter(
        (one) => expression.test(one) && one.length >= minLength && one.length <= maxLength,
      );
      if (fitting.length > 0) return fc.constantFrom(...fitting);
      return fc
        .stringMatching(expression)
        .filter((one) => one.length >= minLength && one.length <= maxLength);
    }
    return fc
      .constantFrom(`t${n}`, `中文${n}`, `😀${n}`, `o'b${n}`)
      .map((text) => text.padEnd(minLength, 'x').slice(0, maxLength));
  });
}

/** The same with something wrong somewhere, most often. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return hostile;
  const keys = Object.keys(value);
  if (keys.length === 0) return hostile;
  return fc.oneof(
    hostile,
    ...keys.map((key) =>
      spoilt(Reflect.get(value, key)).map((wrong) =>
        Array.isArray(value)
          ? value.map((one, at) => (String(at) === key ? wrong : one))
          : { ...value, [key]: wrong },
      ),
    ),
    hostile.map((wrong) => ({ ...value, extra: wrong })),
  );
}

/** A request for an operation: as documented, or with one or more parts of it spoilt. */
export function requestFor(
  operation: Operation,
  from: Json,
  known: Known,
  callers: fc.Arbitrary<Record<string, string>>,
): fc.Arbitrary<Sent> {
  return fc.gen().map((draw) => build(draw, draw(fc.nat, { max: 2 }) === 0));

  function build(draw: fc.GeneratorValue, wrong: boolean): Sent {
    const chance = (percent: number): boolean => draw(fc.nat, { max: 99 }) < percent;
    const one = <T>(arbitrary: fc.Arbitrary<T>): T => draw(() => arbitrary);
    const headers: Record<string, string> = { ...one(callers) };
    const query: string[] = [];
    let { path } = operation;
    for (const parameter of operation.parameters) {
      const name = parameter.name === 'id' ? path.split('/')[1] : parameter.name;
      const value = one(
        wrong && chance(30) ? hostile : valuesOf(parameter.schema, from, known, name),
      );
      if (parameter.in === 'path')
        path = path.replace(`{${parameter.name}}`, encoded(value) || 'x');
      if (parameter.in === 'query' && chance(30)) {
        for (const each of Array.isArray(value) ? value : [value])
          query.push(`${parameter.name}=${encoded(each)}`);
      }
      if (parameter.in === 'header' && chance(20)) {
        headers[parameter.name] = one(fc.constantFrom('"1"', '"2"', '*', 'W/"1"', 'x', 'k1', 'k2'));
      }
    }
    if (wrong && chance(5)) query.push('extra=1');
    return {
      method: operation.method.toUpperCase(),
      url: path + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers,
      ...bodyOf(headers),
    };

    function bodyOf(sent: Record<string, string>): { payload?: string } {
      const json = operation.body['application/json'];
      if (json) {
        sent['content-type'] = wrong && chance(5) ? 'text/plain' : 'application/json';
        const value = one(valuesOf(json.schema, from, known));
        const text = JSON.stringify(wrong && chance(70) ? one(spoilt(value)) : value);
        return { payload: wrong && chance(5) ? text.slice(0, -1) : text };
      }
      if (operation.body['multipart/form-data'] === undefined) return {};
      sent['content-type'] = 'multipart/form-data; boundary=xx';
      const whole = [
        '--xx',
        `content-disposition: form-data; name="file"; filename="${one(fc.constantFrom('a.png', '../x', '中.txt', ''))}"`,
        `content-type: ${one(fc.constantFrom('image/png', 'text/html'))}`,
        '',
        one(fc.constantFrom('', 'hello', 'x'.repeat(1_000))),
        '--xx--',
        '',
      ].join('\r\n');
      return {
        payload: wrong ? one(fc.constantFrom(whole.slice(0, 40), '', whole.slice(0, -6))) : whole,
      };
    }
  }
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed());
}
