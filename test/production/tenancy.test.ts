import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { prdOf, writeProject } from '../e2e/project.ts';
import type { Project } from '../e2e/project.ts';
import { install } from '../e2e/workshop.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { attack } from './tenancy/attack.ts';
import { inhabit } from './tenancy/tenants.ts';

const minutes = 60_000;
const postgres = await hasPostgres();

describe.each(['shop', 'saas', 'desk'])('a stranger in %s', (fixture) => {
  let whole: Project;
  let open: Project;

  beforeAll(async () => {
    await install();
    whole = await writeProject(`tenancy-${fixture}`, prdOf(fixture));
    open = await withoutPredicates(whole);
  }, 10 * minutes);

  test('finds nothing', { timeout: 5 * minutes }, async () => {
    expect(await breachesOf(whole)).toEqual([]);
  });

  test('finds nothing without the predicates', { timeout: 5 * minutes }, async () => {
    expect(await breachesOf(open)).toEqual([]);
  });

  test.skipIf(!postgres)('nor on PostgreSQL', { timeout: 5 * minutes }, async () => {
    const url = await makeDatabase(`tenancy_${fixture}`);
    try {
      expect(await breachesOf(open, { DATABASE_URL: url })).toEqual([]);
    } finally {
      await dropDatabase(url);
    }
  });

  test('would find a lot without both, but in schemas', { timeout: 5 * minutes }, async () => {
    const breaches = await breachesOf(open, {}, 'no row security');
    const kinds = new Set(breaches.map((one) => one.operation));
    if (whole.model.tenancy?.kind === 'schema') expect(breaches).toEqual([]);
    else expect(kinds.size).toBeGreaterThan(5);
  });
});

async function breachesOf(
  project: Project,
  settings: Record<string, string> = {},
  without?: 'no row security',
) {
  const inhabited = await inhabit(project, settings);
  try {
    if (without) await endRowSecurity(project, inhabited.service);
    return await attack(inhabited);
  } finally {
    await inhabited.service.close();
  }
}

async function endRowSecurity(
  { model }: Project,
  { owner }: Awaited<ReturnType<typeof inhabit>>['service'],
): Promise<void> {
  const { sql } = await import('kysely');
  for (const { names, tenant } of model.entities) {
    if (!tenant) continue;
    for (const table of await homesOf(names.table, owner)) {
      await owner((db) => sql`alter table ${table} disable row level security`.execute(db));
    }
  }
}

/** A table of each schema that has it. */
async function homesOf(
  table: string,
  owner: Awaited<ReturnType<typeof inhabit>>['service']['owner'],
) {
  const { sql } = await import('kysely');
  const { rows } = await owner((db) =>
    sql<{ schema: string }>`
      select schemaname as schema from pg_tables where tablename = ${table}
    `.execute(db),
  );
  return rows.map(({ schema }) => sql.id(schema, table));
}

/** As a hand that did not know what they are for would leave it: no statement asks whose row it is. */
async function withoutPredicates(project: Project): Promise<Project> {
  const folder = `${project.folder}-open`;
  await rm(folder, { recursive: true, force: true });
  await cp(project.folder, folder, { recursive: true });
  const persistence = join(folder, 'internal/infrastructure/persistence');
  const files = await readdir(persistence, { recursive: true });
  let count = 0;
  for (const file of files.filter((one) => /-(repository|statements|log)\.ts$/.test(one))) {
    const path = join(persistence, file);
    const text = await readFile(path, 'utf8');
    const changed = text
      .replaceAll(
        /(?:"\w+"\.)?"(?:merchant|workspace|firm)_id" = (\$\d+|\?)/g,
        '$1::text is not null',
      )
      .replaceAll(/row\?\.(?:merchant|workspace|firm)_id === currentTenant\(\) \?/g, 'row ?');
    if (changed === text) continue;
    count += 1;
    await writeFile(path, changed);
  }
  expect(count).toBeGreaterThan(5);
  return { ...project, folder, load: (path) => import(join(folder, path)) };
}
