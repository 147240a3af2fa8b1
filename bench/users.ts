import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generate, projectFolder } from '../test/e2e/backend.ts';
import { install } from '../test/e2e/workshop.ts';
import { cornerShop } from './service/corner-shop.ts';
import { onPostgres } from './service/on-postgres.ts';
import { load } from './service/process.ts';
import type { Case } from './service/subject.ts';

/**
 * Many people at once on one process: each has a connection of his own, thinks, asks, and thinks again.
 * Aims: no error, a 99th percentile under 50 ms, less than 500 MiB.
 */
const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '10000' },
    /** Between an answer and the next request, on the average. */
    'think-seconds': { type: 'string', default: '10' },
    seconds: { type: 'string', default: '60' },
  },
});
const connections = Number(values.users);
const thinkMs = Number(values['think-seconds']) * 1_000;
/** How many of a hundred requests are of each kind, in the order of the subject's cases. */
const SHARES = [55, 20, 10, 5, 5, 5];

await install();
const project = projectFolder('bench-users');
await mkdir(project, { recursive: true });
await generate(cornerShop.fixture, project);
const { service, stop } = await onPostgres(project, 'bench_users');
try {
  const { cases } = await cornerShop.seed(`http://127.0.0.1:${service.port}`);
  const requests = mixed(cases);
  await load({ port: service.port, connections: 64, seconds: 3, requests });
  const before = await service.cpu();
  const loaded = await load({
    port: service.port,
    connections,
    seconds: Number(values.seconds),
    requests,
    thinkMs,
  });
  const after = await service.cpu();
  const memory = await service.peakMemory();
  const share = ((after ?? Number.NaN) - (before ?? Number.NaN)) / loaded.seconds;
  console.log(
    [
      `${connections} users, thinking ${thinkMs / 1_000} s`,
      `${(loaded.answers / loaded.seconds).toFixed(0)} requests/s`,
      `answers ${JSON.stringify(loaded.statuses)}`,
      `p50 ${loaded.p50.toFixed(1)} ms`,
      `p99 ${loaded.p99.toFixed(1)} ms, aim 50`,
      `memory ${memory?.toFixed(0) ?? '?'} MiB at most, aim 500`,
      `${(share * 100).toFixed(0)} % of a core`,
    ].join('\n  '),
  );
} finally {
  await stop();
}

/** A hundred requests in the shares of their kinds, in an order that mixes them. */
function mixed(cases: readonly Case[]): string[] {
  const kinds = SHARES.flatMap((share, kind) => Array.from({ length: share }, () => kind));
  // 37 has no factor in common with 100: every place is taken once.
  return kinds.map((_, place) => {
    const kind = cases[kinds[(place * 37) % kinds.length] ?? 0];
    return kind?.requests[place % kind.requests.length] ?? '';
  });
}
