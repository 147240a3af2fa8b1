import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { projectFolder, root } from '../test/e2e/backend.ts';
import { install } from '../test/e2e/workshop.ts';
import { dropDatabase, makeDatabase } from '../test/support/postgres.ts';
import { limits } from './production/limits.ts';
import { databaseCpu } from './production/database-cpu.ts';
import { observation } from './production/observation.ts';
import type { Part } from './production/part.ts';
import { tenants } from './production/tenants.ts';
import { cornerShop } from './service/corner-shop.ts';
import { load, startService } from './service/process.ts';
import type { Service } from './service/process.ts';
import { SECRET, tokenOf } from './service/subject.ts';
import type { Case } from './service/subject.ts';

/**
 * What each part of production costs: the same service without and with it, in turns, on the same
 * database. What counts is the least CPU time a request of all rounds: neighbours on the machine can
 * only add to it.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '1' },
    connections: { type: 'string', default: '64' },
  },
});
const seconds = Number(values.seconds);
const CASES = ['read a product, cached', 'read an order with its items by its key'];
const WARM_UP_S = 3;
const parts: readonly Part[] = [...limits, ...observation, ...tenants];

await install();
for (const part of parts) {
  if (part.name.includes(values.only)) await measure(part);
}

async function measure(part: Part): Promise<void> {
  const project = await make(part);
  const databaseUrl = await makeDatabase('bench_production');
  const env = { DATABASE_URL: databaseUrl, JWT_SECRET: SECRET, NODE_ENV: 'production' };
  await execa(process.execPath, ['cmd/migration/main.ts'], { cwd: project, env });
  const start = (cwd: string, name: string, more: Part['with']): Promise<Service> =>
    startMeasured(cwd, name, { ...env, ...more }, part.seed !== undefined);
  const [without, withIt] = await Promise.all([
    start(await editedCopy(project, part), 'without', part.without),
    start(project, 'with', part.with),
  ]);
  try {
    const url = `http://127.0.0.1:${without.port}`;
    const { cases } = await (part.seed ?? cornerShop.seed)(url);
    console.log(`\n${part.name}: aim ${percent(part.aim)} at most`);
    const wanted = part.seed ? cases : cases.filter(({ name }) => CASES.includes(name));
    for (const one of wanted) console.log(await compare(signedIn(one), without, withIt));
  } finally {
    await Promise.all([without.stop(), withIt.stop()]);
    await dropDatabase(databaseUrl);
  }
}

/** Its CPU time, with that of the database on its behalf where that is asked for. */
async function startMeasured(
  cwd: string,
  name: string,
  env: { readonly DATABASE_URL: string; readonly [key: string]: string },
  withDatabase: boolean,
): Promise<Service> {
  const own = new URL(env.DATABASE_URL);
  own.searchParams.set('application_name', name);
  const service = await startService(['cmd/api/main.ts'], {
    cwd,
    env: { ...env, DATABASE_URL: own.href },
  });
  if (!withDatabase) return service;
  return {
    ...service,
    cpu: async () => ((await service.cpu()) ?? Number.NaN) + (await databaseCpu(own.href, name)),
  };
}

async function editedCopy(project: string, { edit }: Part): Promise<string> {
  if (!edit) return project;
  const copy = `${project}-without`;
  await rm(copy, { recursive: true, force: true });
  await cp(project, copy, { recursive: true });
  await edit(copy);
  return copy;
}

async function compare(one: Case, without: Service, withIt: Service): Promise<string> {
  await request(without, one, WARM_UP_S);
  await request(withIt, one, WARM_UP_S);
  const base: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    base.push(await request(without, one, seconds));
    own.push(await request(withIt, one, seconds));
  }
  const shares = own.map((cost, round) => cost / (base[round] ?? Number.NaN) - 1);
  return [
    `  ${one.name.padEnd(42)}`,
    `CPU ${percent(Math.min(...own) / Math.min(...base) - 1)}`,
    `of ${(Math.min(...base) * 1e6).toFixed(1)} µs at least`,
    `median of rounds ${percent(median(shares))}`,
  ].join('  ');
}

/** CPU time of an answer, in seconds. */
async function request(
  service: Service,
  { name, requests }: Case,
  duration: number,
): Promise<number> {
  const before = await service.cpu();
  const connections = Number(values.connections);
  const loaded = await load({ port: service.port, connections, seconds: duration, requests });
  const after = await service.cpu();
  const failed = Object.keys(loaded.statuses).filter((status) => !status.startsWith('2'));
  if (failed.length > 0) throw new Error(`${name}: answered ${JSON.stringify(loaded.statuses)}`);
  return ((after ?? Number.NaN) - (before ?? Number.NaN)) / loaded.answers;
}

/** Everybody has a token, so that there is somebody to count. */
function signedIn(one: Case): Case {
  const token = tokenOf('00000000-0000-7000-8000-000000000000', ['admin']);
  const requests = one.requests.map((text) =>
    text.includes('\r\nauthorization:')
      ? text
      : text.replace('\r\n', `\r\nauthorization: Bearer ${token}\r\n`),
  );
  return { ...one, requests };
}

async function make(part: Part): Promise<string> {
  const project = projectFolder('bench-production');
  await rm(project, { recursive: true, force: true });
  await mkdir(project, { recursive: true });
  const text = await readFile(join(root, 'fixtures/corner-shop/PRD.md'), 'utf8');
  await writeFile(join(project, 'PRD.md'), part.prd(text));
  await execa('npx', ['plop', 'backend', join(project, 'PRD.md'), '--out', project, '--quiet'], {
    cwd: root,
  });
  return project;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
