import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prdOf, writeProject } from '../e2e/project.ts';
import type { Project } from '../e2e/project.ts';
import { install } from '../e2e/workshop.ts';
import { Project as Versions } from '../evolution/world.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';

const minutes = 60_000;
const firms = ['acme', 'bolt', 'Crane & Co'];

describe.skipIf(!(await hasPostgres()))('the schemas of tenants, migrated on PostgreSQL', () => {
  const versions = new Versions();
  let project: Project;
  let url: string;
  let client: pg.Client;
  let database: Awaited<ReturnType<typeof openOf>>;

  const openOf = async (databaseUrl: string) => {
    const { openDatabase } = await project.load('internal/infrastructure/persistence/database.ts');
    const { loadConfig } = await project.load('pkg/config/config.ts');
    return openDatabase(loadConfig({ DATABASE_URL: databaseUrl })) as Promise<{
      db: object;
      close(): Promise<void>;
    }>;
  };

  beforeAll(async () => {
    await install();
    project = await writeProject('tenant-schemas', prdOf('desk'));
    versions.edit(prdOf('desk'));
    url = await makeDatabase('tenant_schemas');
    client = new pg.Client({ connectionString: url });
    await client.connect();
    database = await openOf(url);
    const { addTenant } = await project.load('internal/infrastructure/persistence/tenants.ts');
    for (const firm of firms) await addTenant(database.db, firm);
  }, 10 * minutes);

  afterAll(async () => {
    await database.close();
    await client.end();
    await dropDatabase(url);
    versions.remove();
  });

  const schemaOf = async (firm: string): Promise<string> =>
    (await project.load('internal/infrastructure/persistence/tenant-schema.ts'))['schemaOf'](firm);

  const status = async () => {
    const { migrationStatus } = await project.load(
      'internal/infrastructure/persistence/migrate.ts',
    );
    const { pending, drift, tenants } = await migrationStatus(database.db);
    const behind = tenants
      .filter((one: { pending: [] }) => one.pending.length > 0)
      .map((one: { tenant: string }) => one.tenant);
    const drifted = tenants.flatMap((one: { drift: string[] }) => one.drift);
    return { shared: pending.length, behind, drift: [...drift, ...drifted] };
  };

  const next = prdOf('desk')
    .replace('name: string(1..40) unique', 'title: string(1..40) unique\n      key: uuid = uuid()')
    .replace('price: money >= 0', 'price: money >= 0\n      note: string(..40)?')
    .replace('seed:\n', 'seed:\n  Tag: [{ title: urgent }]\n')
    .replace('\ncache:', '\nrenames: [Tag.name -> Tag.title]\ncache:');

  const takeMigrations = async () => {
    const into = join(project.folder, 'internal/infrastructure/persistence/migrations');
    for (const file of await readdir(versions.folder)) {
      await copyFile(new URL(file, versions.folder), join(into, file));
    }
  };

  test('before the first migration it says so, and names no tenant unknown', async () => {
    const empty = await makeDatabase('tenant_schemas_empty');
    for (const words of [['list'], ['remove', 'acme', '--yes']]) {
      const { exitCode, stderr } = await execa('npx', ['node', 'scripts/tenant.ts', ...words], {
        cwd: project.folder,
        env: { DATABASE_URL: empty },
        reject: false,
      });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: 'the database is not migrated yet: npm run migrate',
      });
    }
    const { runAs } = await project.load('internal/application/context.ts');
    const { system } = await project.load('internal/application/access.ts');
    const { rowsOf } = await project.load('internal/infrastructure/persistence/statement.ts');
    const { db, close } = await openOf(empty);
    const seen = () => rowsOf(db, 'select from tags', []);
    await expect(runAs({ ...system, tenant: 'acme' }, seen)).rejects.toMatchObject({
      code: 'database.unmigrated',
    });
    await close();
    await dropDatabase(empty);
  });

  test('two tenants have the same unique values, and each its own tables', async () => {
    for (const firm of firms) {
      await client.query(
        `insert into "${await schemaOf(firm)}".tags (id, firm_id, name, used, version, created_at, updated_at)
          select gen_random_uuid(), $1, 'tag ' || n, 0, 1, now(), now() from generate_series(1, 2500) as n`,
        [firm],
      );
    }
    const { rows } = await client.query(
      `select schemaname from pg_tables where tablename = 'tags' order by 1`,
    );
    const schemas = await Promise.all(['main', ...firms].map(schemaOf));
    expect(rows.map((row) => row.schemaname)).toEqual(schemas.sort());
    expect(await status()).toEqual({ shared: 0, behind: [], drift: [] });
  });

  test('a prepared statement follows the tenant of its caller', async () => {
    const { runAs } = await project.load('internal/application/context.ts');
    const { system } = await project.load('internal/application/access.ts');
    const { rowsOf } = await project.load('internal/infrastructure/persistence/statement.ts');
    const ofTenant = (tenant: string) =>
      runAs({ ...system, tenant }, () =>
        rowsOf(database.db, 'select firm_id from tags where name = $1', ['tag 7']),
      );
    for (let round = 0; round < 12; round += 1) {
      const firm = firms[round % firms.length] ?? '';
      expect(await ofTenant(firm)).toEqual([{ firm_id: firm }]);
    }
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => ofTenant(firms[n % firms.length] ?? '')),
    );
    expect(answers).toEqual(answers.map((_, n) => [{ firm_id: firms[n % firms.length] }]));
  });

  test('killed between tenants, a run goes on where it was', { timeout: 2 * minutes }, async () => {
    versions.edit(next);
    await takeMigrations();
    expect(await status()).toMatchObject({ behind: ['Crane & Co', 'acme', 'bolt', 'main'].sort() });

    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table "tenant_bolt".tags in share mode');
    const child = spawn('npx', ['node', 'cmd/migration/main.ts'], {
      cwd: project.folder,
      env: { ...process.env, DATABASE_URL: url },
      detached: true,
    });
    const gone = once(child, 'exit');
    await vi.waitFor(
      async () => {
        const { rows } = await client.query(
          `select column_name from information_schema.columns
            where table_schema = 'tenant_acme' and table_name = 'tags' and column_name = 'key'`,
        );
        expect(rows).toHaveLength(1);
      },
      { timeout: minutes / 2, interval: 50 },
    );
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await gone;
    await blocker.query('rollback');
    await blocker.end();
    expect((await status()).behind).toContain('bolt');

    const { addTenant } = await project.load('internal/infrastructure/persistence/tenants.ts');
    await addTenant(database.db, 'dune');

    expect(await status()).toEqual({ shared: 0, behind: [], drift: [] });
    for (const firm of firms) {
      const { rows } = await client.query(
        `select count(*)::int as n, count(distinct key)::int as keys, min(title) as first
          from "${await schemaOf(firm)}".tags`,
      );
      expect(rows).toEqual([{ n: 2501, keys: 2501, first: 'tag 1' }]);
    }
    const { rows: own } = await client.query('select title, firm_id from "tenant_dune".tags');
    expect(own).toEqual([{ title: 'urgent', firm_id: 'dune' }]);
    await client.query('alter table "tenant_acme".tags add column "mine" int');
    expect((await status()).drift).toEqual(['+ tags.mine integer']);
    await client.query('alter table "tenant_acme".tags drop column "mine"');
  });

  test(
    'what served the last version goes from every schema',
    { timeout: 2 * minutes },
    async () => {
      versions.edit(next, { contract: true });
      await takeMigrations();
      const { migrate } = await project.load('internal/infrastructure/persistence/migrate.ts');
      await migrate(database.db);

      expect(await status()).toEqual({ shared: 0, behind: [], drift: [] });
      const { rows } = await client.query(
        `select distinct table_schema from information_schema.columns
        where table_name = 'tags' and column_name = 'name'`,
      );
      expect(rows).toEqual([]);
      const leftovers = await client.query(
        `select nspname, tgname from pg_trigger
        join pg_class on pg_class.oid = tgrelid join pg_namespace on pg_namespace.oid = relnamespace
        where relname = 'tags' and not tgisinternal`,
      );
      expect(leftovers.rows).toEqual([]);
      for (const firm of firms) {
        const found = await client.query(
          `select count(*)::int as n, count(distinct title)::int as titles from "${await schemaOf(firm)}".tags`,
        );
        expect(found.rows).toEqual([{ n: 2501, titles: 2501 }]);
      }
    },
  );

  test('who is removed is out of reach, and keeps its rows', async () => {
    const { addTenant, removeTenant, tenantsOf } = await project.load(
      'internal/infrastructure/persistence/tenants.ts',
    );
    const { runAsOwner } = await project.load('internal/application/context.ts');
    const aside = await removeTenant(database.db, 'acme');
    expect(await runAsOwner(() => tenantsOf(database.db))).not.toContain('acme');
    const { rows } = await client.query(`select count(*)::int as n from "${aside}".tags`);
    expect(rows).toEqual([{ n: 2501 }]);
    await addTenant(database.db, 'acme');
    const { rows: anew } = await client.query('select title from "tenant_acme".tags');
    expect(anew).toEqual([{ title: 'urgent' }]);
    await expect(removeTenant(database.db, 'nobody')).rejects.toMatchObject({
      code: 'tenant.unknown',
    });
  });
});

describe('what would move rows between schemas is refused', () => {
  test.each([
    ['schema by', 'row by', 'evolution.tenancy_moves_rows'],
    ['    tenancy: none\n', '', 'evolution.schema_moves_rows'],
  ])('%s becomes "%s"', (from, to, code) => {
    const versions = new Versions();
    versions.edit(prdOf('desk'));
    const edited = prdOf('desk')
      .replace(from, to)
      .replace(/seed:[^]*?nfr:/, 'nfr:');
    expect(() => versions.plan(edited)).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] }),
    );
    versions.remove();
  });
});
