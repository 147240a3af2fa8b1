import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** Where one name or one type cannot serve two versions: the old processes are stopped first. */
const stopFirst: ReadonlySet<string> = new Set([
  'a field is renamed',
  'two fields change names',
  'a type changes by a backfill that reads the old values under their name',
  'one value becomes a list, a list one value',
  'members of a value object are split out of it, and a member is renamed',
  'a value object becomes fields',
  'fields become a value object',
]);

test.each(edits.filter(({ name }) => !stopFirst.has(name)))(
  'the code of the last version still writes: $name',
  async ({ before, rows, after }) => {
    await empty(db);
    const project = new Project();
    project.edit(before);
    await runner.migrate(db, () => {}, project.folder);
    project.edit(after);
    await runner.migrate(db, () => {}, project.folder);
    for (const row of rows) await query(db, row);
    project.remove();
    expect(rows.length).toBeGreaterThan(0);
  },
);

test('a reference that the last version writes while it becomes a set is a member', async () => {
  const edit = edits.find(({ name }) => name === 'a reference becomes a set');
  if (edit === undefined) throw new Error('no such edit');
  await empty(db);
  const project = new Project();
  project.edit(edit.before);
  await runner.migrate(db, () => {}, project.folder);
  project.edit(edit.after);
  await runner.migrate(db, () => {}, project.folder);
  for (const row of edit.rows) await query(db, row);
  expect(await query(db, edit.ask)).toEqual(edit.want);
  project.remove();
});
