import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import pg from 'pg';
import { projectFolder, root } from '../test/e2e/backend.ts';
import { install } from '../test/e2e/workshop.ts';
import { dropDatabase, makeDatabase } from '../test/support/postgres.ts';
import { limits } from './production/limits.ts';
import { databaseCpu } from './production/database-cpu.ts';
import { observation } from './production/observation.ts';
import { startAsker } from './production/ask.ts';
import type { Asker } from './production/ask.ts';
import type { Part } from './production/part.ts';
import { tenants } from './production/tenants.ts';
import { cornerShop } from './service/corner-shop.ts';
import { startService } from './service/process.ts';
import type { Service } from './service/process.ts';
import { SECRET, tokenOf } from './service/subject.ts';
import type { Case } from './service/subject.ts';

/**
 * What each part of production costs: the same service without and with it, in short rounds in turn, on
 * the same database. What counts is the median of what the rounds of a pair differ by: neighbours on the
 * machine slow both. Processes differ among themselves, so that several of each are started.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    starts: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '40' },
    count: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '64' },
  },
});
const CASES = ['read a product, cached', 'read an order with its items by its key'];
/** Until then Node compiles what is hot, longer where there is more of it: more than the part itself costs. */
const WARM_UP = { count: 40_000, connections: 64 };
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
  const edited = await editedCopy(project, part);
  const start = (cwd: string, name: string, more: Part['with']): Promise<Service> =>
    startMeasured(cwd, name, { ...env, ...more }, part.seed !== undefined);
  console.log(`\n${part.name}: aim ${percent(part.aim)} at most`);
  let cases: readonly Case[] | undefined;
  const costs = new Map<string, Costs[]>();
  for (let turn = 0; turn < Number(values.starts); turn += 1) {
    const pair = await Promise.all([
      start(edited, 'without', part.without),
      start(project, 'with', part.with),
    ]);
    const asker = startAsker();
    cases ??= await casesOf(part, `http://127.0.0.1:${pair[0].port}`, databaseUrl);
    for (const one of cases) {
      costs.set(one.name, [...(costs.get(one.name) ?? []), await compare(one, pair, asker)]);
    }
    asker.stop();
    await Promise.all(pair.map((service) => service.stop()));
  }
  for (const [name, turns] of costs) console.log(described(name, turns));
  await dropDatabase(databaseUrl);
}

async function casesOf(part: Part, url: string, databaseUrl: string): Promise<readonly Case[]> {
  const { cases } = await (part.seed ?? cornerShop.seed)(url);
  await analyze(databaseUrl);
  const wanted = part.seed ? cases : cases.filter(({ name }) => CASES.includes(name));
  return wanted.map(signedIn);
}

/** As autovacuum does in production: without, plans are made for tables of which nothing is known. */
async function analyze(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('analyze');
  await client.end();
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

/** CPU time of an answer in each round, in seconds. */
interface Costs {
  readonly without: readonly number[];
  readonly withIt: readonly number[];
}

async function compare(
  one: Case,
  [without, withIt]: readonly [Service, Service],
  asker: Asker,
): Promise<Costs> {
  const costs = { without: [] as number[], withIt: [] as number[] };
  for (const service of [without, withIt]) await costOf(service, one, asker, WARM_UP);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    costs.without.push(await costOf(without, one, asker));
    costs.withIt.push(await costOf(withIt, one, asker));
  }
  return costs;
}

async function costOf(
  service: Service,
  { name, requests }: Case,
  asker: Asker,
  { count, connections } = { count: Number(values.count), connections: Number(values.connections) },
): Promise<number> {
  const before = await service.cpu();
  const statuses = await asker.ask({ port: service.port, connections, count, requests });
  const after = await service.cpu();
  const failed = Object.keys(statuses).filter((status) => !status.startsWith('2'));
  if (failed.length > 0) throw new Error(`${name}: answered ${JSON.stringify(statuses)}`);
  return ((after ?? Number.NaN) - (before ?? Number.NaN)) / count;
}

function described(name: string, turns: readonly Costs[]): string {
  const shares = turns.map(({ without, withIt }) =>
    withIt.map((cost, round) => cost / (without[round] ?? Number.NaN) - 1),
  );
  const each = shares.map((one) => median(one)).sort((a, b) => a - b);
  return [
    `  ${name.padEnd(42)}`,
    `CPU ${percent(median(shares.flat()))}`,
    `(${percent(each[0] ?? Number.NaN)} to ${percent(each.at(-1) ?? Number.NaN)} by process)`,
    `of ${(median(turns.flatMap(({ without }) => without)) * 1e6).toFixed(1)} µs`,
  ].join('  ');
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
