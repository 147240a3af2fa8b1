import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSeries } from './property.ts';
import { embedded, empty, loadRunner } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});

afterAll(() => db.destroy());

const count = Number(process.env['EVOLUTION_SERIES'] ?? 12);
const first = Number(process.env['EVOLUTION_FIRST'] ?? 1);

test.each(Array.from({ length: count }, (_, index) => first + index))(
  'series %i of random edits loses no value and ends at the schema of a fresh database',
  async (seed) => {
    const renew = async (): Promise<Db> => {
      await empty(db);
      return db;
    };
    await renew();
    const outcome = await runSeries(seed, 10, runner, { db, renew });
    expect(outcome.steps).toBe(10);
  },
);
