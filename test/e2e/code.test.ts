import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'prettier';
import { describe, expect, test } from 'vitest';
import { emit } from '../../src/emit/index.ts';
import { formatOptions } from '../../src/format/format-text.ts';
import { formatPlan } from '../../src/format/index.ts';
import { memoryCache } from '../../src/text-cache.ts';
import { root } from './backend.ts';
import { escapes, unusedExports } from './exports.ts';
import { modelOf, planOf, prdOf } from './project.ts';

const fixtures = readdirSync(join(root, 'fixtures')).filter((name) =>
  existsSync(join(root, 'fixtures', name, 'PRD.md')),
);

test('what prettier has formatted it leaves as it is', async () => {
  const { plan } = await planOf(prdOf('todo'));
  expect(await formatPlan(plan, memoryCache())).toEqual(plan);
});

describe.each(fixtures)('%s', (fixture) => {
  test('is laid out as prettier has it, whatever did it', async () => {
    const plan = await formatPlan(await emit(modelOf(prdOf(fixture))), memoryCache());
    const code = plan.filter(({ path }) => path.endsWith('.ts'));
    const left = await Promise.all(
      code.map(async ({ path, text }) =>
        (await check(text, { ...formatOptions, filepath: path })) ? [] : [path],
      ),
    );
    expect(left.flat()).toEqual([]);
  });

  test('has no unused export and no any', async () => {
    const plan = await emit(modelOf(prdOf(fixture)));
    const code = plan.filter(({ path }) => path.endsWith('.ts'));
    // What makes rows and callers is for the owner's tests too.
    const unused = unusedExports(code).filter((one) => !one.startsWith('tests/world/'));
    expect(unused).toEqual([]);
    expect(escapes(code)).toEqual([]);
  });
});
