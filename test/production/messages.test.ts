import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateFrom, run, startWorker } from '../e2e/backend.ts';
import { prdOf } from '../e2e/project.ts';
import { install } from '../e2e/workshop.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { answers, behindProxy, ownServer } from './broker.ts';
import type { TestBroker } from './broker.ts';
import { attach } from './outsider.ts';

const EVENTS = 5_000;
const ORDERS = 500;
const PRODUCTS = 100;
const minutes = 60_000;
const orders = Array.from({ length: ORDERS }, () => randomUUID());

interface Server {
  readonly port: number;
  start(): Promise<TestBroker>;
}

/** Events that stay within the service, for comparison. */
const none: TestBroker = {
  url: '',
  async cut() {},
  async heal() {},
  async end() {},
};

const brokers: Readonly<Record<string, Server>> = {
  memory: { port: 5432, start: async () => none },
  nats: {
    port: 4222,
    start: () =>
      ownServer(
        'nats-server',
        (port, folder) => ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder],
        'nats',
      ),
  },
  rabbitmq: {
    port: 5672,
    start: () => behindProxy(5672, (port) => `amqp://guest:guest@127.0.0.1:${port}`),
  },
  redis: {
    port: 6379,
    start: () =>
      ownServer(
        'redis-server',
        (port, dir) => ['--port', String(port), '--dir', dir, '--appendonly', 'yes', '--save', ''],
        'redis',
      ),
  },
};

const postgres = await hasPostgres();

for (const [mq, { port, start }] of Object.entries(brokers)) {
  const isThere = postgres && (await answers(port, mq));
  describe.skipIf(!isThere)(`events over ${mq}`, () => {
    const fixture = `messages-${mq}`;
    const name = `messages-${mq}-${randomUUID().slice(0, 8)}`;
    let broker: TestBroker;
    let url: string;
    let db: pg.Client;

    beforeAll(async () => {
      await install();
      await generate(mq, fixture, name);
      url = await makeDatabase(name);
      const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], { DATABASE_URL: url });
      expect(migrated.exitCode, migrated.all).toBe(0);
      db = new pg.Client({ connectionString: url });
      await db.connect();
      await watchInbox(db);
      broker = await start();
    }, 5 * minutes);

    afterAll(async () => {
      await broker.end();
      await db.end();
      await dropDatabase(url);
    });

    test(
      'each once in effect and in order, though the broker goes away and workers are killed',
      { timeout: 10 * minutes },
      async () => {
        const env = { DATABASE_URL: url, BROKER_URL: broker.url };
        const seen = new Map<string, number>();
        const [first, second] = await Promise.all([
          startWorker(fixture, env),
          startWorker(fixture, env),
        ]);
        const outsider = await attach[mq]?.(broker.url, name, (text) => {
          const { id, specversion, type } = JSON.parse(text);
          expect({ specversion, type }).toEqual({ specversion: '1.0', type: 'OrderPaid' });
          seen.set(id, (seen.get(id) ?? 0) + 1);
        });
        const began = Date.now();
        const products = await stock(db);
        await fill(db, products, EVENTS / 2);

        await handled(db, EVENTS * 0.1);
        await broker.cut();
        await fill(db, products, EVENTS / 2);
        await sleep(2_000);
        await broker.heal();
        await handled(db, EVENTS * 0.4);
        await first.stop();
        await handled(db, EVENTS * 0.6);
        await second.kill();
        const third = await startWorker(fixture, env);
        await handled(db, EVENTS);
        await idle(db);
        const took = (Date.now() - began) / 1_000;

        const { rows: sold } = await db.query(
          'select sum(sold)::int as n from products where id = any($1)',
          [products],
        );
        expect(sold[0].n).toBe(EVENTS);
        const { rows: wrong } = await db.query(outOfOrder);
        expect(wrong).toEqual([]);
        expect(await countOf(db, 'event_retries')).toBe(0);
        if (outsider) await expect.poll(() => seen.size, { timeout: 30_000 }).toBe(EVENTS);
        const twice = [...seen.values()].filter((count) => count > 1).length;
        console.log(`${mq}: ${EVENTS} events in ${took} s; outside, ${twice} came more than once`);
        await third.stop();
        await outsider?.stop();
      },
    );

    test(
      'what fails for good is parked, listed, replayed and dropped',
      { timeout: 6 * minutes },
      async () => {
        const env = { DATABASE_URL: url, BROKER_URL: broker.url };
        const worker = await startWorker(fixture, env);
        const outsider = await attach[mq]?.(broker.url, name, () => {});
        const missing = randomUUID();
        await fill(db, [missing], 1);
        await expect.poll(() => countOf(db, 'event_retries'), { timeout: 2 * minutes }).toBe(1);
        await db.query('update event_retries set attempts = 9, available_at = now()');
        await outsider?.send('no event at all');
        const letters = outsider ? 2 : 1;
        await expect
          .poll(async () => (await deadLetters('list')).length, { timeout: 2 * minutes })
          .toBe(letters);

        await insertProducts(db, [missing]);
        expect(await deadLetters('replay', '--all')).toEqual(['done: 1']);
        const soldOf = async () => {
          const { rows } = await db.query('select sold from products where id = $1', [missing]);
          return rows[0].sold;
        };
        await expect.poll(soldOf, { timeout: minutes }).toBe(1);
        expect(await deadLetters('drop', '--all')).toEqual([`done: ${letters - 1}`]);
        expect(await countOf(db, 'event_retries')).toBe(0);
        await worker.stop();
        await outsider?.stop();

        async function deadLetters(...args: readonly string[]): Promise<readonly string[]> {
          const ran = await run(fixture, 'node', ['scripts/dead-letters.ts', ...args], env);
          expect(ran.exitCode, ran.all).toBe(0);
          return ran.stdout.split('\n').filter((line) => line !== '');
        }
      },
    );
  });
}

/** The corner shop with a broker, under a name of its own. */
async function generate(mq: string, fixture: string, name: string): Promise<void> {
  const prd = prdOf('corner-shop');
  const own = prd.replace('name: shop\n', `name: ${name}\nstack: { mq: ${mq} }\n`);
  await generateFrom(own, fixture);
}

/** Remembers the order in which effects were committed. */
async function watchInbox(db: pg.Client): Promise<void> {
  await db.query(`
    create table seen (position bigint generated always as identity, event_id uuid);
    create table sent (position bigint generated always as identity, id uuid, subject uuid);
    create function see() returns trigger language plpgsql as
      'begin insert into seen (event_id) values (new.event_id); return new; end';
    create trigger see after insert on inbox for each row execute function see();`);
}

const outOfOrder = `
  select * from (
    select sent.position, lag(sent.position) over (partition by subject order by seen.position) as before
    from seen join sent on sent.id = seen.event_id
  ) both_orders
  where before > position`;

async function stock(db: pg.Client): Promise<readonly string[]> {
  const products = Array.from({ length: PRODUCTS }, () => randomUUID());
  await insertProducts(db, products);
  return products;
}

async function insertProducts(db: pg.Client, ids: readonly string[]): Promise<void> {
  await db.query(
    `insert into products (id, sku, name, price, sold, status, version, created_at, updated_at)
     select id, left('P-' || upper(id::text), 32), 'Tea', 1, 0, 'onSale', 1, now(), now()
     from unnest($1::uuid[]) as given (id)`,
    [ids],
  );
}

/** Orders that are paid for again and again, one product each time. */
async function fill(db: pg.Client, products: readonly string[], count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => {
    const subject = orders[(n * 7) % ORDERS] ?? '';
    const items = [{ id: randomUUID(), productId: products[n % PRODUCTS], qty: 1 }];
    return { id: randomUUID(), subject, data: { id: subject, items } };
  });
  await db.query(
    `with given as (
       select * from json_to_recordset($1) as given (id uuid, subject uuid, data jsonb)
     ), kept as (
       insert into sent (id, subject) select id, subject from given
     )
     insert into outbox (id, type, subject, data, occurred_at)
     select id, 'OrderPaid', subject, data, now() from given`,
    [JSON.stringify(events)],
  );
}

async function countOf(db: pg.Client, table: string): Promise<number> {
  const { rows } = await db.query(`select count(*)::int as n from ${table}`);
  return rows[0].n;
}

async function handled(db: pg.Client, count: number): Promise<void> {
  await expect
    .poll(() => countOf(db, 'inbox'), { timeout: 6 * minutes, interval: 50 })
    .toBeGreaterThanOrEqual(count);
}

async function idle(db: pg.Client): Promise<void> {
  const waiting = async () => (await countOf(db, 'outbox')) + (await countOf(db, 'event_retries'));
  await expect.poll(waiting, { timeout: 2 * minutes }).toBe(0);
}
