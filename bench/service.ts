import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generate, projectFolder } from '../test/e2e/backend.ts';
import { install } from '../test/e2e/workshop.ts';
import { hasPostgres } from '../test/support/postgres.ts';
import { cornerShop } from './service/corner-shop.ts';
import { onPostgres } from './service/on-postgres.ts';
import { findPgbench, runPgbench } from './service/pgbench.ts';
import { load, startService } from './service/process.ts';
import type { Service } from './service/process.ts';
import { get } from './service/subject.ts';
import type { Case, Subject } from './service/subject.ts';
import { todo } from './service/todo.ts';

const { values } = parseArgs({
  options: {
    /** Measures this project as it is, rather than a fresh one. */
    project: { type: 'string' },
    only: { type: 'string', default: '' },
    case: { type: 'string', default: '' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '64' },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const WARM_UP_S = 3;
/** As many connections to the database as the generated service opens. */
const POOL = 10;
const CONSTANT: Case = { name: 'constant', aim: null, requests: [get('/')] };

if (!(await hasPostgres())) throw new Error('no PostgreSQL: set TEST_DATABASE_URL');
const pgbench = findPgbench();
const constant = await startService([new URL('service/constant.ts', import.meta.url).pathname], {
  cwd: process.cwd(),
  env: {},
});
try {
  for (const subject of [cornerShop, todo]) {
    if (subject.fixture.includes(values.only)) await measure(subject);
  }
} finally {
  await constant.stop();
}

async function measure(subject: Subject): Promise<void> {
  const project = values.project ?? (await make(subject));
  const { service, databaseUrl, stop } = await onPostgres(project, `bench_${subject.fixture}`);
  try {
    const seeded = await subject.seed(`http://127.0.0.1:${service.port}`);
    const scripts = await seeded.pgbench?.(project);
    const cases = seeded.cases.filter(({ name }) => name.includes(values.case));
    console.log(`\n${subject.fixture}`);
    for (const one of cases) {
      await request(service, one, WARM_UP_S);
      const isWrite = one === seeded.cases.at(-1);
      const write = isWrite && pgbench && scripts ? { databaseUrl, scripts } : null;
      console.log(await rounds(service, one, write));
    }
  } finally {
    await stop();
  }
}

/** Alternates with the constant, so that both meet the same noise of the machine. */
async function rounds(
  service: Service,
  one: Case,
  write: { readonly databaseUrl: string; readonly scripts: readonly string[] } | null,
): Promise<string> {
  const ratios: number[] = [];
  const rates: number[] = [];
  const costs: number[] = [];
  const baseCosts: number[] = [];
  const p99s: number[] = [];
  const ofPgbench: number[] = [];
  const pgbenchRates: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const base = await request(constant, CONSTANT, seconds);
    const own = await request(service, one, seconds);
    ratios.push(own.rate / base.rate);
    rates.push(own.rate);
    costs.push(own.cost);
    baseCosts.push(base.cost);
    p99s.push(own.p99);
    if (!pgbench || !write) continue;
    const { databaseUrl: url, scripts } = write;
    const tps = await runPgbench(pgbench, { url, scripts, clients: POOL, seconds });
    pgbenchRates.push(tps);
    ofPgbench.push(own.rate / tps);
  }
  const cells = [
    one.name.padEnd(42),
    `${median(rates).toFixed(0).padStart(6)}/s`,
    `ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)}-${Math.max(...ratios).toFixed(3)})`,
    one.aim === null ? '' : `aim ${one.aim}`,
    `p99 ${median(p99s).toFixed(1)} ms`,
    `CPU ${micros(costs)} µs, ratio ${(median(baseCosts) / median(costs)).toFixed(2)}`,
    ...(ofPgbench.length > 0
      ? [
          `${median(ofPgbench).toFixed(2)} of pgbench's ${median(pgbenchRates).toFixed(0)}/s, aim 0.5`,
        ]
      : []),
  ];
  return cells.filter((cell) => cell !== '').join('  ');
}

async function request(service: Service, { name, requests }: Case, duration: number) {
  const before = await service.cpu();
  const loaded = await load({ port: service.port, connections, seconds: duration, requests });
  const after = await service.cpu();
  const failed = Object.keys(loaded.statuses).filter((status) => !status.startsWith('2'));
  if (failed.length > 0) throw new Error(`${name}: answered ${JSON.stringify(loaded.statuses)}`);
  return {
    rate: loaded.answers / loaded.seconds,
    p99: loaded.p99,
    cost: ((after ?? Number.NaN) - (before ?? Number.NaN)) / loaded.answers,
  };
}

async function make({ fixture }: Subject): Promise<string> {
  await install();
  const project = projectFolder(`bench-${fixture}`);
  await mkdir(project, { recursive: true });
  await generate(fixture, project);
  return project;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function micros(values: readonly number[]): string {
  return (median(values) * 1e6).toFixed(0);
}
