import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog, differences } from './catalog.ts';
import { migrateThroughDeaths, migrateThroughKills } from './deaths.ts';
import type { Edit } from './edit.ts';
import type { Deaths } from './places.ts';
import { embedded, empty, ownDatabase, Project, query, serverDb } from './world.ts';
import type { Db, Runner } from './world.ts';

/** A database whose migrations die again and again. */
export interface MortalDatabase {
  /** Says how many runs died. */
  readonly migrate: (project: Project, places: Deaths) => number | Promise<number>;
  readonly use: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>;
  readonly drop: () => Promise<void>;
}

/** On a server a run that dies is a backend that is gone. */
export async function mortalServer(runner: Runner): Promise<MortalDatabase | null> {
  const database = await ownDatabase();
  if (database === null) return null;
  const db = serverDb('public', undefined, database.url);
  return {
    migrate: (project, places) => migrateThroughDeaths(database.url, project, runner, places),
    use: (work) => work(db),
    drop: async () => {
      await db.destroy();
      await database.drop();
    },
  };
}

/** Embedded it is a process that got SIGKILL. */
export function mortalEmbedded(batch: number): MortalDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'evolution-'));
  const data = join(folder, 'data');
  return {
    migrate: (project, places) => migrateThroughKills(data, project, batch, places),
    use: async (work) => {
      const db = embedded(data);
      try {
        return await work(db);
      } finally {
        await db.destroy();
      }
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

/**
 * An edit and the contracts after it, through deaths at all places that are due; throws where a value
 * is lost, or the schema is not that of a fresh database in the end. Returns how many runs died.
 */
export async function runThroughDeaths(
  edit: Edit,
  runner: Runner,
  database: MortalDatabase,
  places: Deaths,
): Promise<number> {
  const project = new Project();
  try {
    await database.use((db) => prepare(edit, runner, project, db));
    let deaths = 0;
    for (const contract of [false, true, true]) {
      plan(edit, project, contract);
      deaths += await database.migrate(project, places);
      const asked = contract ? edit.settled : edit.ask;
      if (asked === undefined) continue;
      assert.deepStrictEqual(await database.use((db) => query(db, asked)), edit.want);
    }
    await database.use((db) => expectFresh(edit.after, runner, db));
    return deaths;
  } catch (error) {
    throw new Error(`${edit.name}: ${String(error)}`, { cause: error });
  } finally {
    project.remove();
  }
}

async function prepare(edit: Edit, runner: Runner, project: Project, db: Db): Promise<void> {
  const { from, early = [], before, rows, known } = edit;
  await empty(db);
  for (const [text, written] of [
    [from ?? before, early],
    [before, rows],
  ] as const) {
    project.edit(text);
    await runner.migrate(db, () => {}, project.folder);
    for (const row of written) await query(db, row);
  }
  if (known !== undefined) project.know(known);
}

/** With what the owner writes. */
function plan({ after, owner = {} }: Edit, project: Project, contract: boolean): void {
  for (const { kind, name, text } of project.edit(after, { contract }).migrations) {
    if (kind !== 'owner') continue;
    const [, sql = ''] =
      Object.entries(owner).find(([what]) => name.includes(`_owner_${what}_`)) ?? [];
    project.write({ name, text: `${text}\n${sql}\n` });
  }
}

async function expectFresh(text: string, runner: Runner, db: Db): Promise<void> {
  const evolved = await catalog(db);
  const fresh = new Project();
  fresh.edit(text);
  await empty(db);
  await runner.migrate(db, () => {}, fresh.folder);
  fresh.remove();
  assert.deepStrictEqual(differences(evolved, await catalog(db)), []);
}
