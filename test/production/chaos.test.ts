import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate, projectFolder, run } from '../e2e/backend.ts';
import { install } from '../e2e/workshop.ts';
import { freePort, ownServer } from './broker.ts';
import type { TestBroker } from './broker.ts';
import { outsideServices } from './outside-services.ts';
import type { OutsideServices } from './outside-services.ts';
import { hasPostgresServer, ownPostgres } from './postgres-server.ts';
import { ownProcess } from './processes.ts';
import { hasRedisServer } from './redis-server.ts';
import { newShopping, shop } from './shoppers.ts';

/** How often something is killed; in which order, and when, by chance. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SHOPPERS = 8;
const PRODUCTS = 6;
const STOCK = 1_000_000;
const TENANT = 't1';
const minutes = 60_000;
const fixture = 'chaos';

const there = (await hasPostgresServer()) && (await hasRedisServer());

describe.skipIf(!there)(`${KILLS} kills under load, seed ${SEED}`, () => {
  const random = chance(SEED);
  const parts: Record<string, Pick<TestBroker, 'cut' | 'heal' | 'end'>> = {};
  let outside: OutsideServices;
  let apiEndings: () => number;
  let db: pg.Pool;
  let url: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    await install();
    await generate('shop', projectFolder(fixture));
    outside = await outsideServices(random);
    const postgres = await ownPostgres();
    const redis = await ownServer(
      'redis-server',
      (port, dir) => ['--port', String(port), '--dir', dir, '--save', ''],
      'redis',
    );
    const broker = await ownServer(
      'nats-server',
      (port, folder) => ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder],
      'nats',
    );
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    env = {
      BROKER_URL: broker.url,
      DATABASE_URL: postgres.url,
      JWT_SECRET: 'a secret that is long enough for a test',
      LIMITS: 'off',
      LOG_LEVEL: 'warn',
      MAIL_URL: outside.url,
      PAYMENT_URL: outside.url,
      PORT: port,
      REDIS_URL: redis.url,
    };
    await done('cmd/migration/main.ts');
    const process = (NAME: string, script: string) => ownProcess(fixture, script, { ...env, NAME });
    const api = process('api', 'cmd/api/main.ts');
    apiEndings = api.endings;
    Object.assign(parts, {
      postgres,
      redis,
      broker,
      api,
      'worker 1': process('worker 1', 'cmd/worker/main.ts'),
      'worker 2': process('worker 2', 'cmd/worker/main.ts'),
    });
    for (const name of ['api', 'worker 1', 'worker 2']) await parts[name]?.heal();
    db = new pg.Pool({ connectionString: postgres.url, max: 2 });
    db.on('error', () => {});
    await ready();
  }, 5 * minutes);

  afterAll(async () => {
    await db?.end();
    for (const part of Object.values(parts).reverse()) await part.end();
    await outside?.stop();
  });

  test(
    'nothing acknowledged is lost, nothing is done twice, every checkout ends',
    { timeout: (5 + KILLS) * minutes },
    async () => {
      const products = await stocked();
      const seen = newShopping();
      let isOpen = true;
      const ann = await customer();
      const shoppers = Array.from({ length: SHOPPERS }, () =>
        shop({ url, products, random }, ann, seen, () => isOpen),
      );
      const shopping = Promise.all(shoppers);
      shopping.catch(() => {});
      const kills = await killAtRandom();
      await ready();
      const before = seen.placed.length;
      await expect.poll(() => seen.placed.length, { timeout: minutes }).toBeGreaterThan(before);
      isOpen = false;
      await shopping;
      const waiting = `select (select count(*) from orders where status = 'pending')
        + (select count(*) from outbox) + (select count(*) from event_retries) as n`;
      await expect
        .poll(async () => Number((await db.query(waiting)).rows[0].n), {
          timeout: 4 * minutes,
          interval: 500,
        })
        .toBe(0);
      const answers = [...seen.statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
      const times = seen.times.sort((a, b) => a - b);
      console.log(
        `${JSON.stringify(kills)}; ${seen.placed.length} orders, ${seen.cancelled.length} cancelled; answers ${answers}; ` +
          `p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, longest ${times.at(-1)} ms`,
      );

      expect(seen.wrong).toEqual([]);
      expect(apiEndings(), 'the API ends by itself').toBe(0);
      const { rows: orders } = await db.query<Row>(
        'select id, status, total::float, paid_at as "paidAt" from orders',
      );
      const byId = new Map(orders.map((one) => [one.id, one]));
      expect(
        seen.placed.filter((id) => !byId.has(id)),
        'acknowledged and gone',
      ).toEqual([]);
      expect(orders.length, 'one order for each key').toBe(seen.placed.length);
      expect(seen.cancelled.filter((id) => byId.get(id)?.status !== 'cancelled')).toEqual([]);
      expect(orders.filter(({ id, ...order }) => wantedOf(id, order) !== moneyOf(id))).toEqual([]);
      expect(await wrongStock()).toEqual([]);
      const receipts = orders.map(({ id, paidAt }) => [
        paidAt === null ? 0 : 1,
        outside.receipts.get(id)?.size ?? 0,
      ]);
      expect(
        receipts.filter(([want, sent]) => want !== sent),
        'a receipt for each payment',
      ).toEqual([]);
    },
  );

  /** What a shopper has paid in the end. */
  function wantedOf(id: string, { status, total, paidAt }: Omit<Row, 'id'>): number {
    if (outside.isDeclined(id)) expect(paidAt, `${id} was declined`).toBeNull();
    else expect(paidAt, `${id} is ${status}`).not.toBeNull();
    return paidAt === null ? 0 : total;
  }

  function moneyOf(id: string): number {
    const own = outside.charges.filter(({ orderId, refunded }) => orderId === id && !refunded);
    return own.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What is reserved is what is in orders that are paid. */
  async function wrongStock(): Promise<readonly unknown[]> {
    const { rows } = await db.query(`
      select on_hand, reserved, coalesce(sold, 0) as sold from inventories left join (
        select product_id, sum(qty)::int as sold from order_items join orders on orders.id = order_id
        where status = 'paid' group by product_id
      ) as paid using (product_id)
      where reserved <> coalesce(sold, 0) or on_hand <> ${STOCK}`);
    return rows;
  }

  async function killAtRandom(): Promise<Readonly<Record<string, number>>> {
    const kills: Record<string, number> = {};
    let left: string[] = [];
    for (let n = 0; n < KILLS; n += 1) {
      await sleep(200 + random() * 2_000);
      // Each has its turn, in an order by chance.
      if (left.length === 0) left = Object.keys(parts);
      const [name = 'api'] = left.splice(Math.floor(random() * left.length), 1);
      kills[name] = (kills[name] ?? 0) + 1;
      await parts[name]?.cut();
      await sleep(random() * 2_000);
      await parts[name]?.heal();
    }
    return kills;
  }

  /** Again, after whatever has happened to it. */
  async function ready(): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (answer?.status === 200) return;
      await sleep(200);
    }
    throw new Error('the API is not ready after two minutes');
  }

  async function stocked(): Promise<readonly string[]> {
    const staff = await token('staff');
    const post = async (path: string, body: object) => {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${staff}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const made = (await answer.json()) as Made;
      expect(answer.ok, JSON.stringify(made)).toBe(true);
      return made.id;
    };
    const categoryId = await post('/categories', { name: 'Tea' });
    const products: string[] = [];
    for (let n = 1; n <= PRODUCTS; n += 1) {
      const productId = await post('/products', {
        sku: `T-${n}`,
        name: `Tea ${n}`,
        price: `${n}.50`,
        categoryId,
      });
      await post('/inventories', { productId, onHand: STOCK });
      products.push(productId);
    }
    return products;
  }

  /** The token of somebody new. */
  async function customer(): Promise<string> {
    const made = await fetch(`${url}/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tenant-id': TENANT },
      body: JSON.stringify({
        email: 'ann@example.org',
        name: 'Ann',
        password: 'a long enough password',
      }),
    });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as Made;
    return token('customer', '--sub', id);
  }

  async function token(role: string, ...more: readonly string[]): Promise<string> {
    return done('scripts/token.ts', '--role', role, '--tenant', TENANT, ...more);
  }

  async function done(script: string, ...args: readonly string[]): Promise<string> {
    const ran = await run(fixture, 'node', [script, ...args], env);
    expect(ran.exitCode, ran.all).toBe(0);
    return ran.stdout.trim();
  }
});

interface Made {
  readonly id: string;
}

interface Row {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly paidAt: Date | null;
}

function at(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.floor(sorted.length * share)];
}

/** The same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
