/**
 * `npx node bench/evolution.ts 10000 1000000`: random edits with rows in every table, on PostgreSQL; then
 * each kind of step on a million rows beside a writer, against the direct statement.
 * Needs PostgreSQL (TEST_DATABASE_URL, else 127.0.0.1:5432).
 */
import { measureStalls } from './evolution/stalls.ts';
import { runSeries } from '../test/evolution/property.ts';
import { loadRunner, server } from '../test/evolution/world.ts';

const [steps = '10000', rows = '1000000', only = ''] = process.argv.slice(2);
const runner = await loadRunner();

await randomSteps(Number(steps));
if (Number(rows) > 0) {
  await measureStalls(Number(rows), runner, only, (line) => process.stdout.write(`${line}\n`));
}

async function randomSteps(wanted: number): Promise<void> {
  const started = Date.now();
  let [done, migrations, failed] = [0, 0, 0];
  for (let seed = 10_000; done < wanted; seed += 1) {
    const [one, two] = [await server(), await server()];
    if (one === null || two === null) throw new Error('no PostgreSQL');
    try {
      const outcome = await runSeries(seed, 20, runner, { db: one, renew: async () => two });
      migrations += outcome.migrations;
    } catch (error) {
      failed += 1;
      process.stdout.write(`series ${seed}: ${String(error)}\n`);
    }
    done += 20;
    await one.destroy();
    await two.destroy();
    if (done % 500 === 0)
      process.stdout.write(`${done} steps, ${migrations} migrations, ${failed} failed\n`);
  }
  const seconds = (Date.now() - started) / 1_000;
  process.stdout.write(
    `${done} random steps, ${migrations} migrations, ${failed} series failed, ${Math.round(seconds)} s\n`,
  );
}
