import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import pg from 'pg';
import { boot, generateFrom, run } from '../e2e/backend.ts';
import type { Backend } from '../e2e/backend.ts';
import { prdOf } from '../e2e/project.ts';
import { install } from '../e2e/workshop.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { hasRedisServer, makeRedisServer } from './redis-server.ts';

const isPossible = (await hasPostgres()) && (await hasRedisServer());
const minutes = 60_000;
const fixture = 'cache';
const SOON = 30_000;
/** What a shopper sees depends on who he is, and is cached all the same. */
const prd = prdOf('shop')
  .replace('cache: { ', 'cache: { Customer: 5m, Customer.list: 5m, Order: 5m, Order.list: 5m, ')
  .replace('phone: phone? unique', 'phone: phone? unique read(owner admin)');
const tenant = { 'x-tenant-id': 'north' };
let callers = 0;
/** Somebody who has not called before, so that no limit is met. */
const somebody = () => ({ ...tenant, 'x-forwarded-for': `192.0.2.${(callers += 1) % 250}` });

describe.skipIf(!isPossible)('a cache and counts that two processes share', () => {
  let databaseUrl: string;
  let redis: Awaited<ReturnType<typeof makeRedisServer>>;
  let one: Backend;
  let other: Backend;
  let staff: string;
  let category: string;

  beforeAll(async () => {
    await install();
    await generateFrom(prd, fixture);
    databaseUrl = await makeDatabase('production_cache');
    redis = await makeRedisServer();
    await redis.start();
    const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], {
      DATABASE_URL: databaseUrl,
    });
    expect(migrated.exitCode, migrated.all).toBe(0);
    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redis.url,
      TRUSTED_PROXIES: 'loopback',
    };
    [one, other] = await Promise.all([boot(fixture, env), boot(fixture, env)]);
    staff = await one.token('--role', 'staff', '--tenant', 'north');
    const made = await one.post('/categories', staff, { name: 'Drinks' });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    category = made.body.id;
    await allUp();
  }, 10 * minutes);

  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    await redis?.kill();
    if (databaseUrl) await dropDatabase(databaseUrl);
  }, 2 * minutes);

  test('what one has loaded the other need not load', async () => {
    await inTheEnd(async () => {
      const id = await makeProduct();
      await nameAt(one, id);
      await underneath(id, 'Changed underneath');

      const before = await reads(other);
      expect(await nameAt(other, id)).toBe('Tea');
      expect((await reads(other)).shared).toBe(before.shared + 1);
    });
  });

  test('what one changes the other forgets, in lists too', async () => {
    const id = await makeProduct();
    const listed = async () => {
      const { body } = await other.get(`/products?categoryId=${category}`, undefined, somebody());
      return body.items.map(({ name }) => String(name));
    };
    expect(await nameAt(other, id)).toBe('Tea');
    expect(await listed()).not.toContain('Coffee');

    await rename(one, id, 'Coffee');

    await vi.waitFor(async () => expect(await nameAt(other, id)).toBe('Coffee'), SOON);
    await vi.waitFor(async () => expect(await listed()).toContain('Coffee'), SOON);
    expect(await nameAt(one, id)).toBe('Coffee');
  });

  test('pages of two tenants stand beside each other', async () => {
    let limit = 0;
    await inTheEnd(async () => {
      limit += 1;
      const page = async (backend: Backend, of: string) => {
        const headers = { ...somebody(), 'x-tenant-id': of };
        expect((await backend.get(`/products?limit=${limit}`, undefined, headers)).status).toBe(
          200,
        );
      };
      for (const of of ['north', 'south']) await page(one, of);

      const before = await reads(other);
      for (const of of ['north', 'south']) await page(other, of);
      expect((await reads(other)).shared).toBe(before.shared + 2);
    });
  });

  test('what somebody sees does not depend on who asked before', async () => {
    const [ann, bob] = [await signUp('ann', '+491701234567'), await signUp('bob')];
    const asAnn = await tokenOf('north', 'customer', ann);
    const order = await makeOrder(asAnn);
    const paths = [`/customers/${ann}`, '/customers', `/orders/${order}`, '/orders'];
    const marks = { ann, phone: '+491701234567', order };
    const seenBy = async (as: string | undefined) => {
      const seen: string[] = [];
      for (const path of paths) {
        const { status, body } = await one.get(path, as, somebody());
        const text = status === 200 ? JSON.stringify(body) : '';
        const shown = Object.entries(marks).filter(([, mark]) => text.includes(mark));
        seen.push([status, ...shown.map(([name]) => name)].join(' '));
      }
      return seen;
    };
    const staffSees = ['200 ann', '200 ann', '200 ann order', '200 ann order'];
    const adminSees = ['200 ann phone', '200 ann phone', '200 ann order', '200 ann order'];
    const table: readonly (readonly [string | undefined, readonly string[]])[] = [
      [undefined, ['401', '401', '401', '401']],
      [await tokenOf('south', 'admin'), ['404', '200', '404', '200']],
      [asAnn, ['200 ann phone', '403', '200 ann order', '200 ann order']],
      [await tokenOf('north', 'customer', bob), ['403', '403', '404', '200']],
      [staff, staffSees],
      [await tokenOf('north', 'admin'), adminSees],
    ];
    for (const [as, wanted] of [...table, ...table.toReversed()]) {
      expect(await seenBy(as)).toEqual(wanted);
    }
  });

  test('what many want at once is loaded once', async () => {
    await inTheEnd(async () => {
      const id = await makeProduct();
      const before = [await reads(one), await reads(other)];

      const asked = Array.from({ length: 40 }, (_, n) => nameAt(n % 2 === 0 ? one : other, id));
      expect(new Set(await Promise.all(asked))).toEqual(new Set(['Tea']));

      const after = [await reads(one), await reads(other)];
      const misses = after.reduce((sum, { miss }, n) => sum + miss - (before[n]?.miss ?? 0), 0);
      expect(misses).toBe(1);
    });
  });

  test('requests to both are counted together', async () => {
    await inTheEnd(async () => {
      const caller = somebody();
      const guess = { email: `${randomUUID()}@b.example`, password: 'guess guess' };
      const login = (backend: Backend) => backend.post('/auth/login', undefined, guess, caller);
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1) {
        statuses.push((await login(n % 2 === 0 ? one : other)).status);
      }
      expect(statuses.slice(0, 10)).not.toContain(429);
      expect(statuses.slice(10)).toEqual([429, 429]);
      const { headers, body } = await login(one);
      expect(body['code']).toBe('too_many_requests');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  test('what was changed while Redis did not answer is not old when it does again', async () => {
    const id = await makeProduct();
    expect([await nameAt(one, id), await nameAt(other, id)]).toEqual(['Tea', 'Tea']);

    redis.pause();
    await rename(one, id, 'Juice');
    await vi.waitFor(async () => expect(await nameAt(other, id)).toBe('Juice'), SOON);
    redis.resume();
    await allUp();

    for (const backend of [one, other]) expect(await nameAt(backend, id)).toBe('Juice');
  });

  test('a dead Redis is not waited for, and is used again when it is back', async () => {
    const ids = await Promise.all(Array.from({ length: 25 }, () => makeProduct()));
    await redis.kill();

    for (const id of ids) expect(await nameAt(one, id)).toBe('Tea');
    const [id = ''] = ids;
    await rename(one, id, 'Water');
    await vi.waitFor(async () => expect(await nameAt(other, id)).toBe('Water'), SOON);
    await vi.waitFor(async () => expect(await metric(one, 'redis_up')).toBe(0), SOON);

    await redis.start();
    await allUp();
    await inTheEnd(async () => {
      const next = await makeProduct();
      await nameAt(one, next);
      await underneath(next, 'Changed underneath');
      expect(await nameAt(other, next)).toBe('Tea');
    });
  });

  /** Word of what was just made may still be on its way, or an answer of Redis late: then once more. */
  function inTheEnd(work: () => Promise<void>): Promise<void> {
    return vi.waitFor(work, { timeout: minutes / 2, interval: 500 });
  }

  function tokenOf(of: string, role: string, sub: string = randomUUID()): Promise<string> {
    return one.token('--tenant', of, '--role', role, '--sub', sub);
  }

  async function signUp(name: string, phone?: string): Promise<string> {
    const person = { email: `${name}@b.example`, name, password: 'correct horse', phone };
    const made = await one.post('/customers', undefined, person, somebody());
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  async function makeOrder(as: string): Promise<string> {
    const made = await one.post('/orders', as, {
      items: [{ productId: await makeProduct(), qty: 1 }],
      address: { country: 'DE', city: 'Berlin', street: 'Some Street 1' },
      payMethod: 'card',
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  async function makeProduct(): Promise<string> {
    const sku = randomUUID().slice(0, 13).toUpperCase();
    const made = await one.post('/products', staff, {
      sku,
      name: 'Tea',
      price: '4.20',
      categoryId: category,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  async function nameAt(backend: Backend, id: string): Promise<string> {
    const { status, body } = await backend.get(`/products/${id}`, undefined, somebody());
    expect(status).toBe(200);
    return String(body['name']);
  }

  async function rename(backend: Backend, id: string, name: string): Promise<void> {
    const { status } = await backend.patch(`/products/${id}`, staff, { name });
    expect(status).toBe(200);
  }

  /** Behind the back of the service, so that nothing is forgotten. */
  async function underneath(id: string, name: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('update products set name = $1 where id = $2', [name, id]);
    await client.end();
  }

  async function allUp(): Promise<void> {
    for (const backend of [one, other]) {
      await vi.waitFor(async () => expect(await metric(backend, 'redis_up')).toBe(1), SOON);
    }
  }
});

async function reads(backend: Backend) {
  return {
    miss: await metric(backend, 'cache_reads_total{result="miss"}'),
    shared: await metric(backend, 'cache_reads_total{result="shared"}'),
  };
}

async function metric(backend: Backend, name: string): Promise<number> {
  const text = await (await fetch(`${backend.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}
