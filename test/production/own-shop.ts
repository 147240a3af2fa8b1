import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { generate, projectFolder, run } from '../e2e/backend.ts';
import { install } from '../e2e/workshop.ts';
import { freePort } from '../support/http.ts';
import { ownServer } from './broker.ts';
import type { TestBroker } from './broker.ts';
import { outsideServices } from './outside-services.ts';
import type { OutsideServices } from './outside-services.ts';
import { ownPostgres } from './postgres-server.ts';
import { ownProcess } from './processes.ts';

const TENANT = 't1';

/** The generated shop on servers of its own, each part of which can be killed and started again. */
export interface OwnShop {
  readonly url: string;
  readonly db: pg.Pool;
  readonly outside: OutsideServices;
  readonly parts: Readonly<Record<string, Pick<TestBroker, 'cut' | 'heal'>>>;
  /** How often the API has ended by itself. */
  apiEndings(): number;
  /** Waits for the API, after whatever has happened to it. */
  ready(): Promise<void>;
  token(role: string, ...more: readonly string[]): Promise<string>;
  /** The token of a new customer. */
  customer(): Promise<string>;
  /** Products with so much of each in stock. */
  products(count: number, onHand: number): Promise<readonly string[]>;
  end(): Promise<void>;
}

interface Made {
  readonly id: string;
}

export async function ownShop(fixture: string, random: () => number): Promise<OwnShop> {
  await install();
  await generate('shop', projectFolder(fixture));
  const outside = await outsideServices(random);
  const servers = {
    postgres: await ownPostgres(),
    redis: await ownServer(
      'redis-server',
      (port, dir) => ['--port', String(port), '--dir', dir, '--save', ''],
      'redis',
    ),
    broker: await ownServer(
      'nats-server',
      (port, folder) => ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder],
      'nats',
    ),
  };
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = {
    BROKER_URL: servers.broker.url,
    DATABASE_URL: servers.postgres.url,
    JWT_SECRET: 'a secret that is long enough for a test',
    LIMITS: 'off',
    LOG_LEVEL: 'warn',
    MAIL_URL: outside.url,
    PAYMENT_URL: outside.url,
    PORT: port,
    REDIS_URL: servers.redis.url,
  };
  await done('cmd/migration/main.ts');
  const process = (NAME: string, script: string) => ownProcess(fixture, script, { ...env, NAME });
  const processes = {
    api: process('api', 'cmd/api/main.ts'),
    'worker 1': process('worker 1', 'cmd/worker/main.ts'),
    'worker 2': process('worker 2', 'cmd/worker/main.ts'),
  };
  for (const one of Object.values(processes)) await one.heal();
  const db = new pg.Pool({ connectionString: servers.postgres.url, max: 2 });
  db.on('error', () => {});
  await ready();

  async function ready(): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (answer?.status === 200) return;
      await sleep(200);
    }
    throw new Error('the API is not ready after two minutes');
  }

  async function done(script: string, ...args: readonly string[]): Promise<string> {
    const ran = await run(fixture, 'node', [script, ...args], env);
    if (ran.exitCode !== 0) throw new Error(ran.all);
    return ran.stdout.trim();
  }

  const token = (role: string, ...more: readonly string[]) =>
    done('scripts/token.ts', '--role', role, '--tenant', TENANT, ...more);

  async function post(path: string, headers: Record<string, string>, body: object): Promise<Made> {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${await answer.text()}`);
    return (await answer.json()) as Made;
  }

  return {
    url,
    db,
    outside,
    parts: { ...servers, ...processes },
    apiEndings: processes.api.endings,
    ready,
    token,
    async customer() {
      const data = { email: 'ann@example.org', name: 'Ann', password: 'a long enough password' };
      const { id } = await post('/customers', { 'x-tenant-id': TENANT }, data);
      return token('customer', '--sub', id);
    },
    async products(count, onHand) {
      const headers = { authorization: `Bearer ${await token('staff')}` };
      const { id: categoryId } = await post('/categories', headers, { name: 'Tea' });
      const made: string[] = [];
      for (let n = 1; n <= count; n += 1) {
        const data = { sku: `T-${n}`, name: `Tea ${n}`, price: `${n}.50`, categoryId };
        const { id: productId } = await post('/products', headers, data);
        await post('/inventories', headers, { productId, onHand });
        made.push(productId);
      }
      return made;
    },
    async end() {
      await db.end();
      for (const part of [...Object.values(processes), ...Object.values(servers)]) await part.end();
      await outside.stop();
    },
  };
}
