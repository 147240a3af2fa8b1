import { afterAll, beforeAll, expect, test } from 'vitest';
import { a, b, entity, thing } from './edit.ts';
import { edits } from './edits.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

test.each(edits)(
  'the code of the last version still writes: $name',
  async ({ from, early = [], before, rows, after }) => {
    await empty(db);
    const project = new Project();
    const versions = [
      { text: from ?? before, written: early },
      { text: before, written: [] },
      { text: after, written: rows },
    ];
    for (const { text, written } of versions) {
      project.edit(text);
      await runner.migrate(db, () => {}, project.folder);
      for (const row of written) await query(db, row);
    }
    project.remove();
    expect(rows.length).toBeGreaterThan(0);
  },
);

const followed = [
  'two fields change names',
  'a type changes by the plain cast, the old column kept',
  'a type changes by a backfill that reads the old values under their name',
  'one value becomes a list, a list one value',
  'one value object in JSON becomes a list of them',
  'a value object that comes to be kept as JSON takes its values along',
  'a value object that was kept as JSON takes its values into columns',
  'values of an enum change inside value objects, in columns and in JSON, however deep',
  'a new number of a sequence is given to all rows, in the order in which they were made',
  'a field is renamed',
  'members of a value object are split out of it, and a member is renamed',
  'a value object becomes fields',
  'fields become a value object',
  'a reference becomes a set',
];

test.each(edits.filter(({ name }) => followed.includes(name)))(
  'what the last version writes is what the new one reads: $name',
  async ({ before, rows, after, ask, want }) => {
    await empty(db);
    const project = new Project();
    project.edit(before);
    await runner.migrate(db, () => {}, project.folder);
    project.edit(after);
    await runner.migrate(db, () => {}, project.folder);
    for (const row of rows) await query(db, row);
    expect(await query(db, ask)).toEqual(want);
    project.remove();
  },
);

test('both names of a field say the same, whoever writes, absent values too', async () => {
  await empty(db);
  const project = new Project();
  project.edit(entity('title: string? unique ci\nn: int'));
  await runner.migrate(db, () => {}, project.folder);
  await query(db, thing('title, n', "'first', 1"));
  project.edit(entity('name: string? unique ci was(title)\nn: int'));
  await runner.migrate(db, () => {}, project.folder);
  const both = async (sql: string): Promise<unknown> => {
    await query(db, sql);
    return (await query(db, 'select title, name from things order by id')).map((one) => [
      one['title'],
      one['name'],
    ]);
  };
  expect(await both('select')).toEqual([['first', 'first']]);
  expect(await both(`update things set title = 'old'`)).toEqual([['old', 'old']]);
  expect(await both(`update things set name = 'new'`)).toEqual([['new', 'new']]);
  expect(await both('update things set title = null')).toEqual([[null, null]]);
  expect(await both('update things set n = 2')).toEqual([[null, null]]);
  const row = thing('name, n', "'x', 3").replace(a, b);
  expect(await both(row)).toEqual([
    [null, null],
    ['x', 'x'],
  ]);
  await expect(both(`update things set title = 'X' where name is null`)).rejects.toThrow('unique');
  project.remove();
});

const numbered = (...names: readonly string[]): string =>
  entity(names.map((one) => `${one}: string readonly sequence("${one}-{n:3}")`).join('\n'));

const numbers = [
  {
    name: 'under a name that comes back before a contract, and under the one it had',
    versions: [
      [numbered('no'), 'no'],
      [`${numbered('nr')}renames: [Thing.no -> Thing.nr]\n`, 'no', 'nr'],
      [`${numbered('no')}renames: [Thing.no -> Thing.nr, Thing.nr -> Thing.no]\n`, 'nr', 'no'],
    ],
    want: [1, 2, 3, 4, 5],
  },
  {
    name: 'where two change names',
    versions: [
      [numbered('no', 'nr'), 'no', 'no', 'nr'],
      [
        `${numbered('no', 'nr')}renames: [Thing.no -> Thing.x, Thing.nr -> Thing.no, Thing.x -> Thing.nr]\n`,
        'no',
        'nr',
      ],
    ],
    want: [1, 2, 1, 2, 3],
  },
  {
    name: 'under the name of one that was dropped',
    versions: [
      [numbered('no', 'nr'), 'no', 'no', 'nr'],
      [`${numbered('no')}drops: [Thing.nr]\n`, 'no'],
      [`${numbered('nr')}drops: [Thing.nr]\nrenames: [Thing.no -> Thing.nr]\n`, 'nr', 'no'],
    ],
    want: [1, 2, 1, 3, 4, 5],
  },
];

test.each(numbers)('numbers go on $name', async ({ versions, want }) => {
  await empty(db);
  const project = new Project();
  const taken: unknown[] = [];
  for (const [text = '', ...names] of versions) {
    project.edit(text);
    await runner.migrate(db, () => {}, project.folder);
    for (const name of names) taken.push((await query(db, takeNumber(name)))[0]?.['n']);
  }
  expect(taken).toEqual(want);
  project.remove();
});

/** As the code does. */
function takeNumber(name: string): string {
  return `insert into sequences ("name", "period", "value") values ('Thing.${name}', '', 1)
    on conflict on constraint sequences_pkey do update set "value" = "sequences"."value" + 1 returning "value"::int as n`;
}
