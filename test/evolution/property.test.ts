import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSeries } from './property.ts';
import { embedded, empty, loadRunner, server } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const STEPS = 12;

describe('random edits lose no value and end at the schema of a fresh database', () => {
  test.each(seeds)('embedded, series %i', async (seed) => {
    const renew = async (): Promise<Db> => {
      await empty(db);
      return db;
    };
    await renew();
    const outcome = await runSeries(seed, STEPS, runner, { db, renew });
    expect(outcome.steps).toBe(STEPS);
  });

  test.for(seeds)('PostgreSQL, series %i', async (seed, { skip }) => {
    const [one, two] = [await server(), await server()];
    if (one === null || two === null) return skip('no PostgreSQL');
    try {
      const renew = async (): Promise<Db> => two;
      const outcome = await runSeries(1_000 + seed, STEPS, runner, { db: one, renew });
      expect(outcome.steps).toBe(STEPS);
    } finally {
      await one.destroy();
      await two.destroy();
    }
  });
});
