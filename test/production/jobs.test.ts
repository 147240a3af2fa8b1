import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateFrom, run, startWorker } from '../e2e/backend.ts';
import { install } from '../e2e/workshop.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { hasRedisServer, makeRedisServer } from './redis-server.ts';

const ROWS = 1_000;
const minutes = 60_000;
const fixture = 'jobs';

const prd = `---
prd: 1
name: jobs
stack: { db: postgres, jobs: bullmq }
entities:
  Note:
    fields: { dueAt: datetime, reminders: int = 0 }
    commands:
      remind: { by: system, every: 3s, when: now() > dueAt, sets: { reminders: reminders + 1 } }
---
`;

/** Rows that are done before the gate, which the test closes and opens. */
const BEFORE_GATE = 100;
const GATE = 7;

/** Who did which row in which run, kept in the transaction of the row. */
const watch = `
  create table seen (id uuid, run text, host text);
  create function see() returns trigger language plpgsql as
    'begin
      if (select count(*) from seen) >= ${BEFORE_GATE} then
        perform pg_advisory_xact_lock_shared(${GATE});
      end if;
      insert into seen select new.id, run, current_setting(''application_name'') from job_runs;
      return new;
    end';
  create trigger see after update on notes for each row execute function see();
  insert into notes (id, due_at, reminders, version, created_at, updated_at)
    select gen_random_uuid(), now() + case when n % 10 = 0 then '1 day' else '-1 day' end::interval,
      0, 1, now(), now()
    from generate_series(1, ${ROWS}) as n;`;

const DUE = ROWS * 0.9;

const there = (await hasPostgres()) && (await hasRedisServer());

describe.skipIf(!there)('jobs of three workers', () => {
  beforeAll(async () => {
    await install();
    await generateFrom(prd, fixture);
  }, 5 * minutes);

  test.concurrent.each(['postgres', 'redis'])(
    'queued in %s: each row once a run, though the worker that runs it is killed',
    { timeout: 6 * minutes },
    async (place) => {
      const redis = place === 'redis' ? await makeRedisServer() : null;
      await redis?.start();
      const url = await makeDatabase(`jobs_${place}`);
      const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], { DATABASE_URL: url });
      expect(migrated.exitCode, migrated.all).toBe(0);
      const db = new pg.Client({ connectionString: url });
      await db.connect();
      await db.query(watch);
      const one = async <Value>(sql: string): Promise<Value | undefined> =>
        (await db.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
      const runs = () =>
        one<number>(
          `select count(*)::int from (select from seen group by run having count(*) = ${DUE}) as whole`,
        );
      await db.query(`select pg_advisory_lock(${GATE})`);
      const start = (host: string) =>
        startWorker(fixture, {
          DATABASE_URL: `${url}?application_name=${host}`,
          REDIS_URL: redis?.url ?? '',
        });
      const workers = new Map(
        await Promise.all(['a', 'b', 'c'].map(async (host) => [host, await start(host)] as const)),
      );

      await expect
        .poll(() => one<number>('select count(*)::int from seen'), { timeout: minutes })
        .toBe(BEFORE_GATE);
      const [victim = '', cut] = [
        await one<string>('select host from seen limit 1'),
        await one<string>('select run from seen limit 1'),
      ];
      await workers.get(victim)?.kill();
      workers.delete(victim);
      await db.query(`select pg_advisory_unlock(${GATE})`);
      const killedAt = Date.now();
      await expect.poll(runs, { timeout: minutes, interval: 100 }).toBeGreaterThan(0);
      const { rows: hosts } = await db.query(
        'select host, count(*)::int as n from seen where run = $1 group by host order by host = $2 desc',
        [cut, victim],
      );
      console.log(`${place}: taken up after ${Date.now() - killedAt} ms`, hosts);
      expect(hosts).toHaveLength(2);

      if (redis) {
        await redis.kill();
        await redis.start();
      }
      const before = (await runs()) ?? 0;
      await expect.poll(runs, { timeout: 2 * minutes, interval: 500 }).toBeGreaterThan(before + 1);
      for (const worker of workers.values()) await worker.stop();

      const twice =
        'select count(*)::int from (select from seen group by id, run having count(*) > 1) as t';
      expect(await one<number>(twice)).toBe(0);
      const early = 'select count(*)::int from notes where due_at > now() and reminders > 0';
      expect(await one<number>(early)).toBe(0);
      await db.end();
      await dropDatabase(url);
      await redis?.kill();
    },
  );
});
