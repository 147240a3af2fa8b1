import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { allProblems, problemsOfMeaning } from '../../src/line/all-problems.ts';
import { readPrd } from '../../src/prd/index.ts';
import { runs } from '../support/runs.ts';
import { prd } from './prd-model.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => existsSync(new URL(`${name}/PRD.md`, folder)))
  .map((name) => readFileSync(new URL(`${name}/PRD.md`, folder), 'utf8'));

function allOf(text: string): readonly Diagnostic[] {
  const reading = readPrd(text, 'PRD.md');
  return reading.document ? problemsOfMeaning(reading.document) : allProblems(reading);
}

const named = ({ code, at }: Diagnostic): string => `${at?.start.line} ${code}`;

/** Mistakes of reading and of meaning in one PRD. */
const cases: readonly [what: string, lines: string, problems: readonly string[]][] = [
  [
    'a field',
    `entities:
  Thing:
    fields: { count: int >= 1 <= , name: string, other: -> Thin }
    access: { read: boss }
    queries: { list: { filter: [count, nmae] } }`,
    ['7 prd.expected', '7 prd.unknown_entity', '8 prd.unknown_role', '9 prd.unknown_field'],
  ],
  [
    'a field that others speak of',
    `entities:
  Thing:
    fields: { count: int unqiue, twice: int computed(count * 2), half: int computed(cuont / 2) }
    rules: { some: count > 0, few: twice < len(5) }`,
    ['7 prd.unknown_modifier', '7 prd.unknown_name', '8 prd.wrong_argument'],
  ],
  [
    'states, and all that moves between them',
    `entities:
  Thing:
    fields: { a: int }
    states: open | | closed
    moves: { end: open -> closed }
    commands: { end: { when: status == open and b > 1 } }
    queries: { list: { filter: [status, c] } }`,
    ['8 prd.expected', '11 prd.unknown_field'],
  ],
  [
    'rights',
    `roles: { boss: }
entities:
  Thing:
    fields: { a: int }
    access: { raed: boss, write: [bos] }
  Other:
    fields: { a: int }
    access: anyone`,
    ['9 prd.unknown_key', '9 prd.unknown_role', '12 prd.wrong_shape'],
  ],
  [
    'an entity that is no YAML',
    `entities:
  Thing:
    fields: { a: int }
     owner: self
  Other:
    fields: { thing: -> Thing, a: int, b: strin }
    rules: { r: thing.a > 1 }`,
    ['8 prd.yaml', '10 prd.unknown_type'],
  ],
  [
    'a step whose answer others take',
    `entities:
  Thing:
    fields: { a: int }
    commands: { go: { by: system, input: { txn: string }, sets: { a: 1 } } }
services:
  pay: { url: U, calls: { charge: "id uuid -> txn strin unqiue" } }
sagas:
  buy: { starts: ThingCreated, steps: [pay.charge, Thing.go, Thing.goo] }`,
    ['10 prd.unknown_modifier', '12 prd.unknown_command'],
  ],
  [
    'the principal, without which nothing of owners is certain',
    `principal: Thing of name
entities:
  Thing:
    fields: { a: int }
    owner: self`,
    ['5 prd.expected'],
  ],
];

describe('what could not be read hides nothing that is certain', () => {
  it.each(cases)('%s', (_, lines, problems) => {
    expect(allOf(prd(lines)).map(named)).toEqual(problems);
  });
});

interface Planted {
  readonly line: number;
  change(lines: readonly string[]): string[];
}

const slips = [' <= ', '(', ' unqiue', '[', '{', '"', "'", ' &a ', ' *', '\t', '：', ' !t ', ','];
const more = ['}', ']', ' - ', '|', ' = ', '->', '%', ' wibble ', ' # '];

const replaced = (line: number, at: number, cut: number, put: string): Planted => ({
  line,
  change: (lines) =>
    lines.map((one, index) =>
      index === line ? one.slice(0, at) + put + one.slice(at + cut) : one,
    ),
});

/** After a word, what cannot be read there; of a word, one letter too few. */
function plantedIn(lines: readonly string[], slip: string | null): Planted[] {
  return lines.flatMap((text, line) =>
    [
      ...text.matchAll(slip === null ? /[A-Za-z]{4,}/g : /(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])/gu),
    ].map(({ index }) =>
      slip === null ? replaced(line, index + 2, 1, '') : replaced(line, index, 0, slip),
    ),
  );
}

/** Every so many of a list, from another one for each text. */
function some<T>(list: readonly T[], count: number, from: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === from % step);
}

it('tells two mistakes as two problems, and one that touches the other not at all', () => {
  let both = 0;
  let tried = 0;
  const wrong: string[] = [];
  texts.forEach((text, number) => {
    const end = text.indexOf('\n---', 4);
    const lines = text.slice(0, end).split('\n');
    const write = (...list: readonly Planted[]): string =>
      list.reduce<readonly string[]>((one, { change }) => change(one), lines).join('\n') +
      text.slice(end);
    const misspelt = some(plantedIn(lines, null), runs(10), number).flatMap((one) => {
      const { document } = readPrd(write(one), 'PRD.md');
      const told = document ? problemsOfMeaning(document).map(named) : [];
      return told.length === 1 ? [{ one, told }] : [];
    });
    [...slips, ...more].forEach((slip, index) => {
      for (const unreadable of some(plantedIn(lines, slip).slice(3), runs(2), index)) {
        const { document, diagnostics } = readPrd(write(unreadable), 'PRD.md');
        const read = diagnostics.map(named);
        if (document || read.length !== 1) continue;
        for (const { one, told } of some(misspelt, 2, index)) {
          if (one.line === unreadable.line) continue;
          const got = allOf(write(one, unreadable)).map(named).sort();
          tried += 1;
          if (String(got) === String([...read, ...told].sort())) both += 1;
          else if (String(got) !== String(read)) wrong.push(`${slip}: ${got} for ${read} ${told}`);
        }
      }
    });
  });
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(200);
  // Measured: 94 of 100. The rest touch each other, or stand in an entity of which nothing could be read.
  expect(both / tried).toBeGreaterThan(0.9);
});
