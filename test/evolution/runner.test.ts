import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mergeSnapshots } from '../../src/evolution/index.ts';
import { BATCH } from '../../src/evolution/steps/batch.ts';
import { catalog, differences } from './catalog.ts';
import {
  loadRunner,
  Project,
  query,
  runnerFile,
  serverDb,
  serverSchema,
  serverUrl,
} from './world.ts';
import type { Db, Runner } from './world.ts';

const there = (await serverSchema()) !== null;
let runner: Runner;
let schema: string;
let db: Db;
let project: Project;
const said: string[] = [];
const migrate = (on = db): Promise<string[]> =>
  runner.migrate(on, (line) => said.push(line), project.folder);

beforeAll(async () => {
  runner = await loadRunner();
});

beforeEach(async () => {
  schema = (await serverSchema()) ?? '';
  db = serverDb(schema);
  project = new Project();
  said.length = 0;
});

afterEach(async () => {
  await query(db, `drop schema "${schema}" cascade`);
  await db.destroy();
  project.remove();
});

const first = `entities:
  Thing:
    fields: { title: string, size: int, kind: enum(red | blue), code: string }
`;
/** Every phase: check, expand, backfill, index, constrain, validate, switch. */
const second = `entities:
  Thing:
    fields: { name: string, size: bigint, kind: enum(rouge | blue), code: string unique, key: uuid = uuid(), other: "-> Thing?" }
renames: [Thing.title -> Thing.name, Thing.kind.red -> Thing.kind.rouge]
`;

async function fill(count: number): Promise<void> {
  await query(
    db,
    `insert into things (id, title, size, kind, code, version, created_at, updated_at)
      select gen_random_uuid(), 'title ' || n, n, case when n % 2 = 0 then 'red' else 'blue' end, 'code ' || n, 1, now(), now()
      from generate_series(1, ${count}) as n`,
  );
}

async function expectAll(count: number): Promise<void> {
  const [row] = await query(
    db,
    `select count(*)::int as rows, count(distinct "key")::int as keys,
        count(*) filter (where name = 'title ' || size and code = 'code ' || size)::int as whole,
        count(*) filter (where kind = 'rouge')::int as rouge
      from things`,
  );
  expect(row).toEqual({ rows: count, keys: count, whole: count, rouge: Math.floor(count / 2) });
}

describe.runIf(there)('the runner on PostgreSQL', () => {
  test('kill -9 of the process, again and again', { timeout: 180_000 }, async () => {
    const rows = 20_000;
    project.edit(first);
    await migrate();
    await fill(rows);
    project.edit(second);
    let kills = 0;
    for (let wait = 250; ; wait *= 1.25) {
      const child = spawn(
        process.execPath,
        [
          new URL('migrate-child.ts', import.meta.url).pathname,
          runnerFile().href,
          project.folder.href,
          schema,
          serverUrl,
        ],
        { stdio: 'ignore' },
      );
      const over = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), wait);
      const [code] = (await over) as [number | null];
      clearTimeout(timer);
      if (code === 0) break;
      expect(code).toBeNull();
      kills += 1;
    }
    expect(kills).toBeGreaterThan(1);
    expect(await migrate()).toEqual([]);
    await expectAll(rows);
  });

  test('two runners at once: one waits, then finds nothing to do', async () => {
    project.edit(first);
    const other = serverDb(schema);
    const [one, two] = await Promise.all([migrate(), migrate(other)]);
    await other.destroy();
    expect([...one, ...two]).toEqual(['0001_init']);
  });

  /** Another connection's transaction, with what `statement` locks. */
  async function holding(statement: string): Promise<() => Promise<void>> {
    const client = new pg.Client({
      connectionString: serverUrl,
      options: `-c search_path=${schema}`,
    });
    await client.connect();
    await client.query('begin');
    await client.query(statement);
    return async () => {
      await client.query('commit');
      await client.end();
    };
  }

  test('a table in use makes it try again, not stand in front of everybody for ever', async () => {
    project.edit(first);
    await migrate();
    await fill(3);
    project.edit(`${first.replace('code: string', 'code: string, more: int?')}`);
    const release = await holding('select * from things');
    const running = migrate();
    const waiting = `select from pg_locks where not granted and relation = 'things'::regclass`;
    await expect.poll(() => query(db, waiting), { timeout: 30_000 }).toHaveLength(1);
    // A reader that came after the runner is not held up by it, though the table is still in use.
    await query(db, 'select count(*) from things');
    const triesAgain = () => said.some((line) => line.includes('trying again'));
    await expect.poll(triesAgain, { timeout: 30_000 }).toBe(true);
    await release();
    expect(await running).toHaveLength(1);
  });

  test('a table that nobody may even look at makes the drift check try again', async () => {
    project.edit(first);
    await migrate();
    project.edit(`${first.replace('code: string', 'code: string, more: int?')}`);
    const release = await holding('lock table things in access exclusive mode');
    const running = migrate();
    const hasLooked = () => said.some((line) => line.startsWith('status: '));
    await expect.poll(hasLooked, { timeout: 30_000 }).toBe(true);
    await release();
    expect(await running).toHaveLength(1);
  });

  test('the ids of a batch are read once, not for each row', async () => {
    project.edit(first);
    await migrate();
    const plan = await query(db, `explain select from things where ${BATCH}`, ['{}']);
    expect(JSON.stringify(plan)).toMatch(/InitPlan/);
    expect(JSON.stringify(plan)).not.toMatch(/(Filter|Index Cond): .*::uuid\[\]/);
  });

  test('an applied file that was changed stops the run, with what to do', async () => {
    project.edit(first);
    await migrate();
    project.write({
      name: '0001_init',
      text: `${project.files.get('0001_init') ?? ''}\n-- more\n`,
    });
    await expect(migrate()).rejects.toThrow(/0001_init\.sql has changed[^]*0001_init\.after\.sql/);
    expect(await query(db, 'select count(*)::int as n from things')).toEqual([{ n: 0 }]);
  });

  test('a file that is gone stops the run', async () => {
    project.edit(first);
    await migrate();
    rmSync(new URL('0001_init.sql', project.folder));
    await expect(migrate()).rejects.toThrow(/there is no migrations\/0001_init\.sql/);
  });

  test('the owner has SQL before and after', async () => {
    project.edit(first);
    project.write({ name: '0001_init.before', text: 'create table mine (x int);' });
    project.write({
      name: '0001_init.after',
      text: 'insert into mine select count(*) from things;',
    });
    expect(await migrate()).toEqual(['0001_init.before', '0001_init', '0001_init.after']);
    expect(await query(db, 'select x from mine')).toEqual([{ x: 0 }]);
  });

  test('what other hands changed is shown before anything runs', async () => {
    project.edit(first);
    await migrate();
    await query(db, 'create index by_hand on things (size)');
    const { drift, pending } = await runner.migrationStatus(db, project.folder);
    expect(drift).toEqual([expect.stringMatching(/^\+ CREATE INDEX by_hand/)]);
    expect(pending).toEqual([]);
    project.edit(first.replace('code: string', 'code: string, more: int?'));
    await migrate();
    expect(said.some((line) => line.includes('by_hand'))).toBe(true);
  });

  test('an invalid index that a failed build left is built anew', async () => {
    project.edit(first);
    await migrate();
    await fill(2);
    project.edit(first.replace('code: string', 'code: string unique'));
    await query(db, `update things set code = 'same'`);
    await query(db, 'create unique index concurrently things_code_unique on things (code)').catch(
      () => {},
    );
    await query(db, `update things set code = id::text`);
    await migrate();
    expect(
      await query(
        db,
        `select count(*)::int as n from pg_index where not indisvalid and indrelid = '"${schema}".things'::regclass`,
      ),
    ).toEqual([{ n: 0 }]);
  });

  test("nothing is contracted before the owner's SQL is written", async () => {
    const custom =
      'entities:\n  Thing:\n    fields: { title: string, slug: slug backfill(custom) }\n';
    project.edit('entities:\n  Thing:\n    fields: { title: string }\n');
    const { migrations } = project.edit(custom);
    const stub = migrations.find((one) => one.kind === 'owner');
    expect(stub?.planned).toBe('once');
    expect(stub?.text).toContain('things (id uuid, title text');
    await migrate();
    expect(said.some((line) => line.includes('holds no SQL yet'))).toBe(true);
    await query(
      db,
      `insert into things (id, title, version, created_at, updated_at) values (gen_random_uuid(), 'A b', 1, now(), now())`,
    );
    project.edit(custom, { contract: true });
    await expect(migrate()).rejects.toThrow(
      /nothing is contracted before you have written migrations\/0003_owner/,
    );
    project.write({
      name: stub?.name ?? '',
      text: `${stub?.text ?? ''}\nupdate things set slug = lower(replace(title, ' ', '-'));\n`,
    });
    await migrate();
    const evolved = await catalog(db);
    expect(await query(db, 'select slug from things')).toEqual([{ slug: 'a-b' }]);
    expect(evolved.columns).toContain('things.slug text not null');
  });

  test("old rows stay until the owner's SQL has brought them all over", async () => {
    const old = 'entities:\n  Old:\n    fields: { title: string }\n';
    const next =
      'entities:\n  New:\n    fields: { name: string }\ndata: [Old -> New]\ndrops: [Old]\n';
    project.edit(old);
    await migrate();
    await query(
      db,
      `insert into olds (id, title, version, created_at, updated_at) select gen_random_uuid(), n::text, 1, now(), now() from generate_series(1, 3) as n`,
    );
    const { migrations } = project.edit(next);
    const stub = migrations.find((one) => one.kind === 'owner');
    const move = (more: string): string =>
      `insert into news (id, name, version, created_at, updated_at) select id, title, version, created_at, updated_at from olds ${more};`;
    project.write({ name: stub?.name ?? '', text: `${stub?.text ?? ''}\n${move('limit 1')}\n` });
    await migrate();
    project.edit(next, { contract: true });
    await expect(migrate()).rejects.toThrow(/olds have not arrived in news.*\(2\)/);
    expect(await query(db, 'select count(*)::int as n from olds')).toEqual([{ n: 3 }]);
    // As many rows as before, and yet not those.
    await query(
      db,
      `insert into news (id, name, version, created_at, updated_at) select gen_random_uuid(), 'other', 1, now(), now() from generate_series(1, 2)`,
    );
    await expect(migrate()).rejects.toThrow(/olds have not arrived in news.*\(2\)/);
    await query(db, `delete from news where name = 'other'`);
    await query(db, move('where id not in (select id from news)'));
    await migrate();
    expect(await query(db, 'select count(*)::int as n from news')).toEqual([{ n: 3 }]);
    expect(await query(db, `select to_regclass('olds') as gone`)).toEqual([{ gone: null }]);
  });

  test('two branches that each made a migration', async () => {
    project.edit(first);
    await migrate();
    const base = project.snapshot;
    const ours = first.replace('code: string', 'code: string, ours: int?');
    project.edit(ours);
    await migrate();
    const oursSnapshot = project.snapshot;
    project.snapshot = base;
    project.edit(first.replace('title: string', 'title: string, theirs: int?'));
    const theirs = project.snapshot;
    if (base === null || oursSnapshot === null || theirs === null) throw new Error('no snapshot');
    project.snapshot = mergeSnapshots(base, oursSnapshot, theirs);
    const both = ours.replace('title: string', 'title: string, theirs: int?');
    expect(project.edit(both).migrations).toEqual([]);
    await migrate();
    const evolved = await catalog(db);
    const fresh = new Project();
    fresh.edit(both);
    await query(db, `drop schema "${schema}" cascade`);
    await query(db, `create schema "${schema}"`);
    await runner.migrate(db, () => {}, fresh.folder);
    expect(differences(evolved, await catalog(db))).toEqual([]);
    fresh.remove();
  });

  test('a migration of another branch with an earlier number is applied and told', async () => {
    project.edit(first);
    project.write({ name: '0003_mine', text: 'create table mine (x int);' });
    await migrate();
    project.write({ name: '0002_theirs', text: 'create table theirs (x int);' });
    expect(await migrate()).toEqual(['0002_theirs']);
    expect(said.some((line) => line.includes('another branch'))).toBe(true);
  });
});
