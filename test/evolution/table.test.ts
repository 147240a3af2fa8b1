import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalog, differences } from './catalog.ts';
import { a, b, entity, thing } from './edit.ts';
import { edits } from './edits.ts';
import { tenantEdits } from './tenant-edits.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

async function start(project: Project, text: string, rows: readonly string[]): Promise<void> {
  await empty(db);
  project.edit(text);
  await runner.migrate(db, () => {}, project.folder);
  for (const row of rows) await query(db, row);
}

async function next(project: Project, text: string): Promise<void> {
  project.edit(text);
  await runner.migrate(db, () => {}, project.folder);
}

/** Twice: columns that waited take their own names with the first. */
async function contract(project: Project, text: string): Promise<void> {
  for (const _ of [1, 2]) {
    project.edit(text, { contract: true });
    await runner.migrate(db, () => {}, project.folder);
  }
}

describe('each kind of edit', () => {
  test.each([...edits, ...tenantEdits])(
    '$name',
    async ({ from, early = [], before, rows, after, ask, want, settled, sql = [] }) => {
      const project = new Project();
      await start(project, from ?? before, early);
      if (from !== undefined) await next(project, before);
      for (const row of rows) await query(db, row);
      const { migrations } = project.edit(after);
      const text = migrations.map((one) => one.text).join('\n');
      for (const part of sql) expect(text).toMatch(part);
      await runner.migrate(db, () => {}, project.folder);
      expect(await query(db, ask)).toEqual(want);
      // Contracts lead where a fresh database would be.
      await contract(project, after);
      if (settled !== undefined) expect(await query(db, settled)).toEqual(want);
      const evolved = await catalog(db);
      const fresh = new Project();
      await start(fresh, after, []);
      expect(differences(evolved, await catalog(db))).toEqual([]);
      project.remove();
      fresh.remove();
    },
  );
});

test('a name that left is copied late, and dropped only in two contracts', async () => {
  const project = new Project();
  const one = entity('p: string?\nq: string?');
  await start(project, one, [
    thing('p, q', "'old', null"),
    thing('p, q', "'older', 'own'").replace(a, b),
  ]);
  project.edit(entity('q: string?', 'drops: [Thing.p]\n'));
  project.edit(entity('q: string?', 'renames: [Thing.p -> Thing.q]\ndrops: [Thing.p]\n'));
  await runner.migrate(db, () => {}, project.folder);
  expect(await query(db, 'select q from things order by id')).toEqual([{ q: 'old' }, { q: 'own' }]);
  const last = entity('q: string?', 'renames: [Thing.p -> Thing.q]\ndrops: [Thing.p]\n');
  project.edit(last, { contract: true });
  await runner.migrate(db, () => {}, project.folder);
  expect(
    Object.keys((await query(db, 'select * from things'))[0] ?? {}).filter((name) =>
      name.startsWith('p'),
    ),
  ).toHaveLength(1);
  project.edit(last, { contract: true });
  await runner.migrate(db, () => {}, project.folder);
  expect(
    Object.keys((await query(db, 'select * from things'))[0] ?? {}).filter((name) =>
      name.startsWith('p'),
    ),
  ).toHaveLength(0);
  expect(project.edit(last, { contract: true }).migrations).toEqual([]);
});
