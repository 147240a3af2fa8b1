import { expect, test } from 'vitest';
import { entity } from './edit.ts';
import { Project } from './world.ts';

const other = '  Other:\n    fields: { n: string }\n';
const tenants = (claim: string): string =>
  `tenancy: row by ${claim} default main\n${entity('p: string')}`;
const swap = (one: string, two: string, path: string): string =>
  `renames: [${path}${one} -> ${path}x, ${path}${two} -> ${path}${one}, ${path}x -> ${path}${two}]\n`;

const edits = [
  {
    name: 'sets change names',
    before: `${entity('p: "-> Other[]"\nq: "-> Other[]"')}${other}`,
    after: `${entity('p: "-> Other[]"\nq: "-> Other[]"')}${other}${swap('p', 'q', 'Thing.')}`,
    stop: [
      'table thing_q is called thing_p from now on, and thing_q is another',
      'table thing_p is called thing_q from now on, and thing_p is another',
    ],
  },
  {
    name: 'what a set holds gets another name',
    before: `${entity('p: "-> Other[]"')}${other}`,
    after: `${entity('p: "-> More[]"')}${other.replace('Other', 'More')}renames: [Other -> More]\n`,
    stop: ['columns get other names, which old code does not know: other_id -> more_id (thing_p)'],
  },
  {
    name: 'the claim that names the tenant is another',
    before: tenants('shopId'),
    after: tenants('storeId'),
    stop: ['shop_id -> store_id (things)'],
  },
  {
    name: 'values change places',
    before: entity('p: enum(red | blue)'),
    after: entity('p: enum(red | blue)', swap('red', 'blue', 'Thing.p.')),
    stop: ['values of things.p change places (red -> blue, blue -> red)'],
  },
  {
    name: 'sequences change names',
    before: entity(
      'p: string readonly sequence("A-{n:3}")\nq: string readonly sequence("B-{n:3}")',
    ),
    after: entity(
      'p: string readonly sequence("B-{n:3}")\nq: string readonly sequence("A-{n:3}")',
      swap('p', 'q', 'Thing.'),
    ),
    stop: ['sequences change names with each other'],
  },
  {
    name: 'a set becomes a reference that is required',
    before: `${entity('p: "-> Other[]"')}${other}`,
    after: `${entity('p: -> Other backfill(custom)')}${other}`,
    stop: ['things.p_id is required, and old code writes a row before its set thing_p'],
  },
] as const;

function noticesOf(before: string, after: string) {
  const project = new Project();
  project.edit(before);
  const { notices } = project.plan(after);
  project.remove();
  return notices;
}

test.each(edits)('old processes have to stop: $name', ({ before, after, stop }) => {
  for (const lang of ['en', 'zh']) {
    const said = noticesOf(before, `lang: ${lang}\n${after}`);
    const found = said.filter(({ code }) => code === 'evolution.stop_old_code');
    expect(found).toHaveLength(stop.length);
    for (const [at, { message, next }] of found.entries()) {
      if (lang === 'en') expect(message).toContain(stop[at]);
      expect(next).toMatch({ en: /^stop the old processes/, zh: /停止旧进程/ }[lang] ?? '');
    }
  }
});

test('a value that is renamed in place is told, and stops nobody', () => {
  const said = noticesOf(
    entity('p: enum(red | blue)'),
    entity('p: enum(rouge | blue)', 'renames: [Thing.p.red -> Thing.p.rouge]\n'),
  );
  expect(said.map(({ code, message }) => [code, message])).toEqual([
    [
      'evolution.old_code_reads_new',
      'old code that asks things.p for a value by name reads the new ones: red -> rouge',
    ],
  ]);
});

test.each([
  ['a field', entity('p: string'), entity('q: string was(p)')],
  [
    'a choice with its values',
    entity('p: enum(red | blue)'),
    entity('q: enum(rouge | blue) was(p)', 'renames: [Thing.p.red -> Thing.p.rouge]\n'),
  ],
  [
    'two fields',
    entity('p: string\nq: int'),
    entity('p: int\nq: string', swap('p', 'q', 'Thing.')),
  ],
  [
    'an entity',
    entity('p: string'),
    `${entity('q: string was(p)').replace('Thing', 'Item')}renames: [Thing -> Item]\n`,
  ],
])('code of both versions goes on where a name changes: %s', (_, before, after) => {
  expect(noticesOf(before, after)).toEqual([]);
});
