import { beforeAll, describe, expect, test } from 'vitest';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { boot, generate, hasWorker, run, runTests, runVitest, startWorker } from './backend.ts';
import type { Backend, Worker } from './backend.ts';
import { leaks, parsed } from './leaks.ts';
import { startOutside } from './outside.ts';
import type { Outside } from './outside.ts';
import { modelOf, prdOf } from './project.ts';
import { install } from './workshop.ts';

export type Journey = (
  backend: Backend,
  outside: Outside,
  /** Tenants that were added, beside the one that is there. */
  added: readonly string[],
) => Promise<void>;

const minutes = 60_000;
const postgres = await hasPostgres();
/** Whose own tests run with the settings that they come with: each file in a process of its own. */
const asUsersDo = new Set(['corner-shop', 'files']);

/** What is asked of each fixture: it generates, typechecks, passes its own tests, and serves a journey. */
export function describeBackend(
  fixture: string,
  journey: Journey,
  /** Tenants to add where a process beside can: on PostgreSQL. */
  tenants: readonly string[] = [],
): void {
  describe(`${fixture}, generated`, () => {
    beforeAll(async () => {
      await install();
      await generate(fixture);
    }, 10 * minutes);

    test('typechecks', { timeout: 2 * minutes }, async () => {
      const { exitCode, all } = await run(fixture, 'tsc', ['--noEmit']);
      expect(all).toBe('');
      expect(exitCode).toBe(0);
    });

    test('passes its own tests', { timeout: 10 * minutes }, async () => {
      const { exitCode, all } = await (asUsersDo.has(fixture) ? runVitest : runTests)(fixture);
      expect(exitCode, all).toBe(0);
    });

    test('serves a journey, embedded', { timeout: 3 * minutes }, () =>
      travel(fixture, journey, { DATA_FOLDER: 'memory://' }),
    );

    test.skipIf(!postgres)('serves the same on PostgreSQL', { timeout: 3 * minutes }, async () => {
      const url = await makeDatabase(fixture);
      try {
        const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], {
          DATABASE_URL: url,
        });
        expect(migrated.exitCode, migrated.all).toBe(0);
        for (const tenant of tenants) {
          const script = ['scripts/tenant.ts', 'add', tenant];
          const added = await run(fixture, 'node', script, { DATABASE_URL: url });
          expect(added.exitCode, added.all).toBe(0);
        }
        await travel(fixture, journey, { DATABASE_URL: url }, tenants);
      } finally {
        await dropDatabase(url);
      }
    });
  });
}

/** What whoever starts a process of it reads when he got something wrong: a sentence, no stack. */
export function describeUsage(fixture: string, told: readonly [string, string]): void {
  test(`${fixture} tells what is wrong with how it is started`, async () => {
    const [setting, role] = told;
    const started = await run(fixture, 'node', ['cmd/api/main.ts'], { PORT: 'abc' });
    expect([started.exitCode, started.all]).toEqual([1, setting]);
    const asked = await run(fixture, 'node', ['scripts/token.ts', '--role', 'nobody']);
    expect([asked.exitCode, asked.all]).toEqual([1, role]);
    const mistyped = await run(fixture, 'node', ['cmd/migration/main.ts', '--dryrun']);
    expect([mistyped.exitCode, mistyped.all]).toEqual([1, expect.stringContaining('--dry-run')]);
  });
}

async function travel(
  fixture: string,
  journey: Journey,
  database: Record<string, string>,
  tenants: readonly string[] = [],
) {
  const outside = await startOutside();
  const env = { ...database, ...outside.env, LOG_LEVEL: 'trace' };
  const backend = await boot(fixture, env);
  let worker: Worker | null = null;
  let log = '';
  try {
    if (hasWorker(fixture, env)) worker = await startWorker(fixture, env);
    await probe(backend);
    await journey(backend, outside, tenants);
  } finally {
    log += (await worker?.stop()) ?? '';
    const { exitCode, output } = await backend.stop();
    await outside.stop();
    expect(exitCode, output).toBe(0);
    log += output;
  }
  expect(leaks(modelOf(prdOf(fixture)), parsed(backend.exchanged), log)).toEqual([]);
}

/** What every backend has. */
async function probe({ get }: Backend): Promise<void> {
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);
  expect((await get('/metrics')).status).toBe(200);
  const { status, body } = await get('/openapi.json');
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) });
  expect((await get('/docs')).status).toBeLessThan(400);
  expect((await get('/nothing/here')).status).toBe(404);
}
