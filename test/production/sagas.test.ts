import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateFrom, run, workshop } from '../e2e/backend.ts';
import type { Json } from '../e2e/backend.ts';
import { prdOf } from '../e2e/project.ts';
import { install } from '../e2e/workshop.ts';
import { freePort } from '../support/http.ts';
import { dropDatabase, hasPostgres, makeDatabase } from '../support/postgres.ts';
import { payments } from './payments.ts';
import type { Payments } from './payments.ts';

const minutes = 60_000;
const STOCK = 1_000;
const TAKEOVER_MS = 6_000;
/** Processes killed at moments that nobody chose; more by `SAGA_KILLS`. */
const KILLS = Number(process.env['SAGA_KILLS'] ?? 2);
const fixture = 'sagas';
const postgres = await hasPostgres();

beforeAll(async () => {
  await install();
  await generateFrom(withShortTimes(prdOf('shop')), fixture);
}, 10 * minutes);

/** The shop, less patient, and with customers who may give up an order that is not yet paid. */
function withShortTimes(prd: string): string {
  return prd
    .replace('timeout: 3s, retry: 3, breaker: 50% of 20 for 30s', 'timeout: 10s, retry: 0')
    .replace('undo payment.refund timeout 30s retry 3', 'undo payment.refund timeout 10s retry 1')
    .replace('      reject: pending', '      giveUp: pending -> cancelled\n      reject: pending')
    .replace(
      '      reject: { by: system }',
      '      giveUp: { by: owner }\n      reject: { by: system }',
    );
}

describe.each(['embedded', 'postgres'] as const)('the checkout, %s', (kind) => {
  const isThere = kind === 'embedded' || postgres;
  let databaseUrl: string | null = null;
  let service: Payments;
  let env: Record<string, string>;
  let base: string;
  let api: ChildProcess;
  /** Runs the sagas: the api itself when embedded. */
  let worker: ChildProcess;
  let admin: string;
  let customer: { readonly id: string; readonly token: string };
  let product: string;
  let inventory: string;
  /** Of all orders so far, how many each holds when it is paid. */
  const orders = new Map<string, number>();

  beforeAll(async () => {
    if (!isThere) return;
    databaseUrl = kind === 'postgres' ? await makeDatabase(fixture) : null;
    service = await payments();
    const folder = await mkdtemp(join(tmpdir(), 'sagas-'));
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    env = {
      PORT: String(port),
      LIMITS: 'off',
      LOG_LEVEL: 'warn',
      DATA_FOLDER: join(folder, 'postgres'),
      FILES_FOLDER: join(folder, 'files'),
      SAGA_TAKEOVER_SECONDS: String(TAKEOVER_MS / 1_000),
      WORKER_PORT: String(await freePort()),
      PAYMENT_URL: service.url,
      MAIL_URL: service.url,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
    };
    if (databaseUrl !== null) {
      const migrated = await run(fixture, 'node', ['cmd/migration/main.ts'], env);
      expect(migrated.exitCode, migrated.all).toBe(0);
    }
    api = await startApi();
    worker = kind === 'postgres' ? start('cmd/worker/main.ts') : api;
    admin = await token('--role', 'admin');
    await fillShop();
  }, 10 * minutes);

  afterEach(() => {
    if (!isThere) return;
    for (const path of ['/charge', '/refund', '/sendReceipt']) service.set(path, 'well');
    service.onRequest = async () => {};
  });

  afterAll(async () => {
    if (!isThere) return;
    for (const child of new Set([api, worker])) await kill(child);
    await service.goAway();
    if (databaseUrl !== null) await dropDatabase(databaseUrl);
  });

  function start(main: string, own: Record<string, string> = {}): ChildProcess {
    const child = spawn('node', [main], {
      cwd: join(workshop, fixture),
      env: {
        ...process.env,
        ...env,
        ...own,
        PATH: `${join(workshop, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return child;
  }

  async function startApi(): Promise<ChildProcess> {
    const child = start('cmd/api/main.ts');
    await until(async () => {
      const { status } = await fetch(`${base}/readyz`);
      expect(status).toBe(200);
    });
    return child;
  }

  /** Kills whatever runs the sagas, and starts it anew. */
  async function killAndRestart(): Promise<void> {
    await kill(worker);
    if (kind === 'postgres') {
      worker = start('cmd/worker/main.ts');
      return;
    }
    api = await startApi();
    worker = api;
  }

  async function token(...args: readonly string[]): Promise<string> {
    const made = await run(fixture, 'node', ['scripts/token.ts', '--tenant', 't1', ...args], env);
    expect(made.exitCode, made.all).toBe(0);
    return made.stdout.trim();
  }

  async function call(method: string, path: string, as: string, body?: object): Promise<Json> {
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
    return JSON.parse(text === '' ? '{}' : text);
  }

  async function fillShop(): Promise<void> {
    const category = await call('POST', '/categories', admin, { name: 'Tea' });
    const made = { sku: 'T-1', name: 'Tea', price: '10.00', categoryId: category.id };
    product = (await call('POST', '/products', admin, made)).id;
    await call('POST', `/products/${product}/publish`, admin);
    inventory = (await call('POST', '/inventories', admin, { productId: product })).id;
    await call('POST', `/inventories/${inventory}/receive`, admin, { qty: STOCK });
    const person = { email: 'a@example.com', name: 'A', password: randomUUID() };
    const { id } = await call('POST', '/customers', admin, person);
    customer = { id, token: await token('--role', 'customer', '--sub', id) };
  }

  async function order(qty: number): Promise<string> {
    const { id } = await call('POST', '/orders', customer.token, {
      items: [{ productId: product, qty }],
      address: { country: 'US', city: 'Here', street: 'There 1' },
      payMethod: 'card',
    });
    orders.set(id, qty);
    return id;
  }

  async function sagaOf(orderId: string): Promise<Json | undefined> {
    const { items } = await call('GET', '/sagas?limit=100', admin);
    return items.find((one) => String(one['subject']) === orderId);
  }

  /** How the saga of an order ended. */
  async function ended(orderId: string): Promise<unknown> {
    await until(async () => {
      expect((await sagaOf(orderId))?.['endedAt']).toEqual(expect.any(String));
    });
    return (await sagaOf(orderId))?.['status'];
  }

  /** No charge without an order that is paid, no order that is paid without a charge, and stock held for just those. */
  async function addsUp(): Promise<void> {
    let held = 0;
    for (const [id, qty] of orders) {
      const status: unknown = (await call('GET', `/orders/${id}`, customer.token))['status'];
      const { charges, refunds } = service.paid(id);
      expect({ id, status, owed: charges - refunds }).toEqual({
        id,
        status: charges - refunds === 1 ? 'paid' : 'cancelled',
        owed: status === 'paid' ? 1 : 0,
      });
      if (status === 'paid') held += qty;
    }
    const { onHand, reserved } = await call('GET', `/inventories/${inventory}`, admin);
    expect({ onHand, reserved }).toEqual({ onHand: STOCK, reserved: held });
  }

  test.skipIf(!isThere)('is paid when all goes well', { timeout: 10 * minutes }, async () => {
    expect(await ended(await order(2))).toBe('ended');
    await addsUp();
  });

  test.skipIf(!isThere)('is undone whatever step fails', { timeout: 15 * minutes }, async () => {
    expect(await ended(await order(999)), 'no stock').toBe('compensated');

    service.set('/charge', 'refuses');
    expect(await ended(await order(1)), 'charge refused').toBe('compensated');
    await addsUp();

    service.set('/charge', 'silently');
    const silent = await order(1);
    await until(() => expect(service.paid(silent).charges).toBe(1));
    await sleep(3_000);
    service.set('/charge', 'well');
    expect(await ended(silent), 'charged, answer lost').toBe('compensated');
    expect(service.paid(silent)).toEqual({ charges: 1, refunds: 1 });
    await addsUp();

    service.set('/charge', 'well');
    service.onRequest = async (path, { orderId }) => {
      if (path === '/charge') await call('POST', `/orders/${orderId}/give-up`, customer.token);
    };
    service.set('/refund', 'fails');
    const given = await order(1);
    await until(() => expect(service.paid(given).charges).toBe(1));
    await sleep(500);
    service.set('/refund', 'well');
    expect(await ended(given), 'given up while it was charged').toBe('failed');
    expect(service.paid(given)).toEqual({ charges: 1, refunds: 1 });
    service.onRequest = async () => {};
    await addsUp();

    await service.goAway();
    const down = await order(1);
    expect(await ended(down), 'no service').toBe('compensated');
    await service.comeBack();
    await addsUp();
  });

  test.skipIf(!isThere)(
    'goes on when its process is killed at any step',
    { timeout: 20 * minutes },
    async () => {
      const path = await killedAt('/charge');
      expect(await ended(path)).toBe('ended');

      service.set('/charge', 'silently');
      const charged = await killedAt('/charge');
      service.set('/charge', 'well');
      expect(['ended', 'compensated']).toContain(await ended(charged));
      await addsUp();

      service.onRequest = async (asked, { orderId }) => {
        if (asked === '/charge') await call('POST', `/orders/${orderId}/give-up`, customer.token);
      };
      const refunded = await order(1);
      let killed: Promise<void> | undefined;
      service.onRequest = async (asked, { orderId }) => {
        if (asked === '/charge' && orderId === refunded) {
          await call('POST', `/orders/${orderId}/give-up`, customer.token).catch(() => {});
        }
        if (asked === '/refund') killed ??= killAndRestart();
      };
      await until(() => expect(killed).toBeDefined());
      await killed;
      expect(await ended(refunded)).toBe('failed');
      expect(service.paid(refunded)).toEqual({ charges: 1, refunds: 1 });
      service.onRequest = async () => {};
      await addsUp();

      for (let kills = 0; kills < KILLS; kills += 1) {
        const some = [await order(1), await order(1), await order(999)];
        // Within the second or so that the steps take.
        await sleep((kills * 977) % 1_200);
        await killAndRestart();
        for (const one of some) await ended(one);
      }
      await addsUp();
    },
  );

  test.skipIf(!isThere)(
    'says which undo is refused, and goes on when it is told to',
    { timeout: 10 * minutes },
    async () => {
      service.onRequest = async (path, { orderId }) => {
        if (path === '/charge') await call('POST', `/orders/${orderId}/give-up`, customer.token);
      };
      service.set('/refund', 'refuses');
      const id = await order(1);
      expect(await ended(id)).toBe('stuck');
      const stuck = await sagaOf(id);
      expect(stuck).toMatchObject({ step: 'payment.refund' });
      expect(service.paid(id)).toEqual({ charges: 1, refunds: 0 });
      const home = kind === 'postgres' ? `http://127.0.0.1:${env['WORKER_PORT']}` : base;
      await until(async () => {
        const metrics = await (await fetch(`${home}/metrics`)).text();
        expect(metrics).toContain('sagas_total{saga="checkout",result="stuck"} 1');
      });

      service.set('/refund', 'well');
      await call('POST', `/sagas/${stuck?.['id']}/retry`, admin);
      expect(await ended(id)).toBe('failed');
      expect(service.paid(id)).toEqual({ charges: 1, refunds: 1 });
      await addsUp();
    },
  );

  test.skipIf(kind !== 'postgres' || !isThere).each([
    ['is killed', async () => kill(worker)],
    [
      'is silent for a while',
      async () => {
        worker.kill('SIGSTOP');
        await sleep(1.5 * TAKEOVER_MS);
        worker.kill('SIGCONT');
      },
    ],
  ])(
    'goes on in another worker when one %s, and in no two at once',
    { timeout: 10 * minutes },
    async (_, isGone) => {
      const port = String(await freePort());
      const other = start('cmd/worker/main.ts', { WORKER_PORT: port });
      // Orders that wait for its start would be more than payments take at once.
      await until(async () => {
        expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      });
      const asked = new Map<string, number>();
      let mostAtOnce = 0;
      service.onRequest = async (path, { orderId }) => {
        const act = `${path} ${orderId}`;
        asked.set(act, (asked.get(act) ?? 0) + 1);
        mostAtOnce = Math.max(mostAtOnce, asked.get(act) ?? 0);
        await sleep(300);
        asked.set(act, (asked.get(act) ?? 0) - 1);
      };
      const some: string[] = [];
      await until(async () => {
        some.push(await order(1), await order(1));
        expect(await workersAtWork()).toHaveLength(2);
      });
      const going = isGone();
      while (some.length < 40) some.push(await order(1));
      await going;

      for (const one of some) {
        await ended(one);
        expect(await sagaOf(one)).toMatchObject({ reason: null, status: 'ended' });
      }
      for (const one of some) expect(service.paid(one)).toEqual({ charges: 1, refunds: 0 });
      expect(mostAtOnce).toBe(1);
      service.onRequest = async () => {};
      await addsUp();
      await kill(worker);
      worker = other;
    },
  );

  /** The workers that run a saga now. */
  async function workersAtWork(): Promise<readonly string[]> {
    const client = new pg.Client({ connectionString: databaseUrl ?? '' });
    await client.connect();
    try {
      const { rows } = await client.query<{ executor_id: string }>(
        `select distinct executor_id from dbos.workflow_status where status = 'PENDING'`,
      );
      return rows.map((row) => row.executor_id);
    } finally {
      await client.end();
    }
  }

  /** An order whose process is killed as soon as it asks for `path`. */
  async function killedAt(path: string): Promise<string> {
    let killed: Promise<void> | undefined;
    service.onRequest = async (asked) => {
      if (asked === path) killed ??= killAndRestart();
    };
    const id = await order(1);
    await until(() => expect(killed).toBeDefined());
    await killed;
    service.onRequest = async () => {};
    return id;
  }
});

/** Whatever is in the way by now, such as a process that is not back yet. */
function until(isSo: () => Promise<void> | void): Promise<void> {
  return vi.waitFor(isSo, { timeout: 5 * minutes, interval: 100 });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
