import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalog, differences } from './catalog.ts';
import { counters } from './rolling/counters.ts';
import { jsons } from './rolling/json.ts';
import type { Rolling } from './rolling/rolling.ts';
import { sets } from './rolling/sets.ts';
import { tenants } from './rolling/tenants.ts';
import { values } from './rolling/values.ts';
import { embedded, empty, loadRunner, Project, query, server } from './world.ts';
import type { Db, Runner } from './world.ts';

const edits: readonly Rolling[] = [...counters, ...values, ...jsons, ...sets, ...tenants];

let runner: Runner;
const pglite = embedded();

beforeAll(async () => {
  runner = await loadRunner();
});
afterAll(() => pglite.destroy());

describe('the code of both versions works until contract', () => {
  test.each(edits)('embedded: $name', async (edit) => {
    await empty(pglite);
    await roll(pglite, edit, async () => {
      await empty(pglite);
      return pglite;
    });
  });

  test.for(edits)('PostgreSQL: $name', async (edit, { skip }) => {
    const [db, fresh] = [await server(), await server()];
    if (db === null || fresh === null) return skip('no PostgreSQL');
    try {
      await roll(db, edit, async () => fresh);
    } finally {
      await db.destroy();
      await fresh.destroy();
    }
  });
});

async function roll(db: Db, edit: Rolling, renew: () => Promise<Db>): Promise<void> {
  const project = new Project();
  const migrate = async (text: string, contract = false): Promise<void> => {
    project.edit(text, { contract });
    await runner.migrate(db, () => {}, project.folder);
  };
  await migrate(edit.before);
  for (const row of edit.rows) await query(db, row);
  await migrate(edit.after);
  expect(project.edit(edit.after).migrations).toEqual([]);
  for (const { write, ask, want } of edit.acts) {
    await query(db, write);
    expect(await query(db, ask), write).toEqual(want);
  }
  // Columns that waited take their own names with the first.
  await migrate(edit.after, true);
  await migrate(edit.after, true);
  const [ask, want] = edit.last;
  expect(await query(db, ask)).toEqual(want);
  expect(project.edit(edit.after, { contract: true }).migrations).toEqual([]);
  const evolved = await catalog(db);
  const fresh = new Project();
  fresh.edit(edit.after);
  const other = await renew();
  await runner.migrate(other, () => {}, fresh.folder);
  expect(differences(evolved, await catalog(other))).toEqual([]);
  project.remove();
  fresh.remove();
}
