/**
 * `npx node bench/evolution.ts 10000 1000000`: random edits with rows in every table, on PostgreSQL; then
 * each kind of step on a million rows beside a writer, against the direct statement. `--from 4000` goes on
 * behind the first 4,000 steps, `--only index` measures the kinds of step whose name matches it. With
 * `--kills server` or `--kills embedded` each kind of edit instead, its runs killed again and again.
 * Needs PostgreSQL (TEST_DATABASE_URL, else 127.0.0.1:5432).
 */
import { parseArgs } from 'node:util';
import { measureKills } from './evolution/kills.ts';
import { measureStalls } from './evolution/stalls.ts';
import { runSeries } from '../test/evolution/property.ts';
import { loadRunner, server } from '../test/evolution/world.ts';

const SERIES = 20;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    kills: { type: 'string' },
  },
});
const [steps = '10000', rows = '1000000'] = positionals;
const runner = await loadRunner();
const say = (line: string): unknown => process.stdout.write(`${line}\n`);

if (values.kills === undefined) {
  await randomSteps(Number(values.from), Number(steps));
  if (Number(rows) > 0) await measureStalls(Number(rows), runner, values.only, say);
} else {
  await measureKills(values.kills === 'embedded' ? 'embedded' : 'server', values.only, say);
}

/** Each series is told by its number alone: what was done need not be done again. */
async function randomSteps(from: number, to: number): Promise<void> {
  const started = Date.now();
  let [migrations, failed] = [0, 0];
  for (let done = from; done < to; done += SERIES) {
    const seed = 10_000 + done / SERIES;
    const [one, two] = [await server(), await server()];
    if (one === null || two === null) throw new Error('no PostgreSQL');
    try {
      const outcome = await runSeries(seed, SERIES, runner, { db: one, renew: async () => two });
      migrations += outcome.migrations;
    } catch (error) {
      failed += 1;
      process.stdout.write(`series ${seed}: ${String(error)}\n`);
    }
    await one.destroy();
    await two.destroy();
    const seconds = Math.round((Date.now() - started) / 1_000);
    const isLast = done + SERIES >= to;
    if (!isLast && (done + SERIES) % 500 !== 0) continue;
    process.stdout.write(
      `random steps ${from} to ${done + SERIES}: ${migrations} migrations, ${failed} series failed, ${seconds} s\n`,
    );
  }
}
