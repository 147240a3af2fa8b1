import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOfMeaning } from '../../src/line/all-problems.ts';
import { buildModel, certainProblems } from '../../src/model/index.ts';
import { formatPrd, readPrd } from '../../src/prd/index.ts';
import { plainModel } from './plain-model.ts';
import { modelOf, saidOf } from './prd-model.ts';
import { runs } from '../support/runs.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/PRD.md`, folder)));
const texts = names.map((name) => readFileSync(new URL(`${name}/PRD.md`, folder), 'utf8'));

describe('every fixture', () => {
  it.each(names.map((name, index) => [name, texts[index] ?? ''] as const))(
    '%s builds with nothing to say',
    (_, text) => {
      expect(saidOf(text)).toEqual([]);
    },
  );

  it.each(names.map((name, index) => [name, texts[index] ?? ''] as const))(
    '%s means the same when it is formatted',
    (_, text) => {
      const { text: formatted } = formatPrd(text, 'PRD.md');
      const [before, after] = [text, formatted ?? ''].map((one) =>
        JSON.stringify(plainModel(modelOf(one))).replaceAll(/"line":\d+/g, ''),
      );
      expect(after).toBe(before);
    },
  );
});

const words = [
  ...new Set(texts.flatMap((text) => text.match(/[\p{L}\d_]+|[^\s\p{L}\d_]/gu) ?? [])),
];

interface Edit {
  readonly text: number;
  readonly at: number;
  readonly kind: 'drop' | 'repeat' | 'swap' | 'dropLine' | 'repeatLine';
  readonly word: number;
}

const edits = fc.array(
  fc.record({
    text: fc.nat(),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    kind: fc.constantFrom<Edit['kind']>('drop', 'repeat', 'swap', 'swap', 'dropLine', 'repeatLine'),
    word: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);

function mutated(list: readonly Edit[]): string {
  let text = texts[(list[0]?.text ?? 0) % texts.length] ?? '';
  for (const { at, kind, word } of list) {
    const isLine = kind === 'dropLine' || kind === 'repeatLine';
    const parts = text.split(
      isLine ? /(?<=\n)/ : /(?<![\p{L}\d_])(?=[\p{L}\d_])|(?<=[\p{L}\d_])(?![\p{L}\d_])/u,
    );
    const index = Math.floor(at * parts.length);
    const part = parts[index] ?? '';
    if (kind === 'drop' || kind === 'dropLine') parts[index] = '';
    else if (kind === 'swap') parts[index] = words[word % words.length] ?? '';
    else parts[index] = part + part;
    text = parts.join('');
  }
  return text;
}

/** Words of the front matter, outside comments and quotes, each without one letter. */
function misspelt(text: string): string[] {
  const end = text.indexOf('\n---', 4);
  return [...text.slice(0, end).matchAll(/[A-Za-z]{4,}/g)].flatMap(({ 0: word, index }) => {
    const before = text.slice(text.lastIndexOf('\n', index) + 1, index);
    if (/["#]/.test(before)) return [];
    return [
      text.slice(0, index + 2) +
        text.slice(index + 3, index + word.length) +
        text.slice(index + word.length),
    ];
  });
}

it('tells a misspelt word once, wherever it stands', () => {
  const text = texts[names.indexOf('shop')] ?? '';
  // Every fifth: all of them hold, and take a while.
  const sample = misspelt(text).filter((_, index) => index % 5 === 0);
  const told = sample.flatMap((one) => {
    const { document } = readPrd(one, 'PRD.md');
    return document ? [saidOf(one).map(({ at, code }) => `${at?.start.line} ${code}`)] : [];
  });
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter((one) => one.length > 1)).toEqual([]);
});

it('never throws anything but diagnostics with places, whatever is written', () => {
  fc.assert(
    fc.property(edits, (list) => {
      const { document, partial } = readPrd(mutated(list), 'PRD.md');
      const said = [
        ...(document ? problemsOfMeaning(document) : []),
        ...(partial ? certainProblems(partial) : []),
      ];
      for (const { code, at, message } of said) {
        expect(code).toMatch(/^prd\.[a-z_]+$/);
        expect(at?.start.line).toBeGreaterThan(0);
        expect(message).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: runs(300) },
  );
});

it('builds a thousand entities well under a second', () => {
  const entities = Array.from(
    { length: 1_000 },
    (_, n) => `  Entity${n}:
    fields:
      name: string(1..80) search
      kind: enum(a | b)
      price: money >= 0
      other: -> Entity${(n * 7) % 1_000}?
      total: money computed(price * 2)
    states: draft | live
    moves: { publish: draft -> live }
    rules: { sane: price <= 1000 "too much" }
    queries: { list: { filter: [kind, status], sort: [-price] } }
`,
  ).join('');
  const { document } = readPrd(
    `---\nprd: 1\nname: many\nlang: en\nentities:\n${entities}---\n`,
    'PRD.md',
  );
  if (!document) throw new Error('unread');
  const start = process.cpuUsage();
  const { model } = buildModel(document);
  // Time on the processor: others may run beside this test.
  expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  expect(model.entities).toHaveLength(1_000);
});
