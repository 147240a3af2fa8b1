import { beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../evolution/series/series.ts';
import { generateFrom, run } from './backend.ts';
import { randomPrd } from './random/prd.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
/** `SEED=n` for another series of PRDs. */
const seed = Number(process.env['SEED'] ?? 1);

beforeAll(install, 10 * minutes);

test('a random PRD of many entities typechecks', { timeout: 5 * minutes }, async () => {
  await generateFrom(randomPrd(40, randomFrom(seed)), 'random-many');
  await typechecks('random-many');
});

test('a random PRD passes its own tests', { timeout: 10 * minutes }, async () => {
  await generateFrom(randomPrd(4, randomFrom(seed + 1_000)), 'random-few');
  await typechecks('random-few');
  // Of its entities and jobs: the others are the same in every project.
  const args = ['run', '--reporter=dot', 'thing', 'jobs'];
  const { exitCode, all } = await run('random-few', 'vitest', args, {
    NODE_ENV: 'test',
    NO_COLOR: '1',
  });
  expect(exitCode, all).toBe(0);
});

async function typechecks(name: string): Promise<void> {
  const { exitCode, all } = await run(name, 'tsc', ['--noEmit']);
  expect(all).toBe('');
  expect(exitCode).toBe(0);
}
