import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isDue } from './places.ts';
import type { Deaths } from './places.ts';
import { runnerFile, serverDb } from './world.ts';
import type { Project, Runner } from './world.ts';

/**
 * Migrates in as many runs as it takes: each dies at the first place that is due, its backend gone,
 * and the next goes on from there. Returns how many died.
 */
export async function migrateThroughDeaths(
  url: string,
  project: Project,
  runner: Runner,
  places: Deaths,
): Promise<number> {
  const others = [await connect(url), await connect(url)] as const;
  try {
    for (let deaths = 0; ; deaths += 1) {
      const life = { isOver: false };
      const db = serverDb('public', mortal(others, life, places), url);
      try {
        await runner.migrate(db, refuseStrangers, project.folder);
        return deaths;
      } catch (error) {
        if (!life.isOver) throw error;
      } finally {
        await db.destroy();
      }
    }
  } finally {
    for (const other of others) await other.end();
  }
}

/** What an earlier run did halfway is nobody else's change. */
function refuseStrangers(line: string): void {
  if (line.includes('other hands')) throw new Error(line);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const BUILD = /^create (?:unique )?index concurrently (?:if not exists )?"(.+)" on "(.+?)"/;

function mortal(
  [killer, writer]: readonly [pg.Client, pg.Client],
  life: { isOver: boolean },
  places: Deaths,
): typeof pg.Client {
  return class extends pg.Client {
    #last = '';

    constructor(config?: pg.ClientConfig) {
      super(config);
      this.on('error', () => {});
    }

    override query(...args: unknown[]): never {
      return this.#queryUnlessDue(String(args[0]), JSON.stringify(args[1] ?? []), () =>
        Reflect.apply(super.query, this, args),
      ) as never;
    }

    async #queryUnlessDue(
      query: string,
      values: string,
      run: () => Promise<unknown>,
    ): Promise<unknown> {
      const place = { last: this.#last, query, values };
      this.#last = query + values;
      if (life.isOver) return run();
      if (isDue(places, { ...place, midway: false })) return this.#die(run);
      const [, index, table] = BUILD.exec(query) ?? [];
      const isBuild = index !== undefined && table !== undefined;
      return isBuild && isDue(places, { ...place, midway: true })
        ? this.#dieWhileBuilding(index, table, run)
        : run();
    }

    async #die(run: () => Promise<unknown>): Promise<unknown> {
      life.isOver = true;
      const own = [Reflect.get(this, 'processID')];
      await killer.query('select pg_terminate_backend($1)', own);
      const there = 'select from pg_stat_activity where pid = $1';
      while ((await killer.query(there, own)).rows.length > 0);
      return run();
    }

    /** A build waits for those who write to the table; its index is there already, and is no good. */
    async #dieWhileBuilding(
      index: string,
      table: string,
      run: () => Promise<unknown>,
    ): Promise<unknown> {
      await writer.query('begin');
      await writer.query(`lock table "${table}" in row exclusive mode`);
      let isBuilding = true;
      const building = run().finally(() => {
        isBuilding = false;
      });
      building.catch(() => {});
      const invalid = `select from pg_index where indexrelid = to_regclass($1) and not indisvalid`;
      while (isBuilding && (await killer.query(invalid, [`"${index}"`])).rows.length === 0);
      try {
        return await (isBuilding ? this.#die(() => building) : building);
      } finally {
        await writer.query('rollback');
      }
    }
  };
}

/** The same for an embedded database on disk: each run is a process, which ends by SIGKILL. */
export function migrateThroughKills(
  data: string,
  project: Project,
  batch: number,
  places: Deaths,
): number {
  const child = fileURLToPath(new URL('migrate-embedded-child.ts', import.meta.url));
  const file = `${data}.places`;
  writeFileSync(file, JSON.stringify([...places.known]));
  for (let deaths = 0; ; deaths += 1) {
    const { signal, status, stderr } = spawnSync(
      process.execPath,
      [child, runnerFile(batch).href, project.folder.href, data, places.keyOf.name, file],
      { encoding: 'utf8' },
    );
    for (const key of JSON.parse(readFileSync(file, 'utf8')) as string[]) places.known.add(key);
    if (status === 0) return deaths;
    if (signal !== 'SIGKILL') throw new Error(stderr);
  }
}
