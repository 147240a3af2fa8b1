import { isBuiltin } from 'node:module';
import { describe, expect, test } from 'vitest';
import { generated } from './fixture.ts';

const fixtures = ['todo', 'corner-shop', 'shop', 'files'];
/** Needed though nobody imports them: types, tools, and what packages ask for beside themselves. */
const tools = ['@types/node', '@types/pg', 'node', 'prettier', 'typescript'];

describe.each(fixtures)('%s', (fixture) => {
  test('every package that is imported is installed, and no other', async () => {
    const { plan, text } = await generated(fixture);
    const { dependencies, devDependencies } = JSON.parse(text('package.json'));
    const imported = new Set(
      plan
        .filter(({ path }) => path.endsWith('.ts'))
        .flatMap((file) => [
          ...file.text.matchAll(
            /^(?:import\b[^;'"]*|export \{[^;}]*\} )from ['"]([^.'"][^'"]*)['"]/gm,
          ),
        ])
        .map(([, specifier = '']) => packageOf(specifier))
        .filter((name) => name !== '' && !isBuiltin(name)),
    );
    expect([...imported].sort()).toEqual(
      Object.keys({ ...dependencies, ...devDependencies })
        .filter((name) => !tools.includes(name))
        .sort(),
    );
  });

  test('versions are exact', async () => {
    const { text } = await generated(fixture);
    const { dependencies, devDependencies } = JSON.parse(text('package.json'));
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('every script starts a file that is there', async () => {
    const { plan, text } = await generated(fixture);
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const started = Object.values(scripts).flatMap((line) => line.match(/\S+\.ts$/) ?? []);
    const paths = plan.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(started));
  });
});

function packageOf(specifier: string): string {
  return /^(?:node:)?(@[\w-]+\/[\w.-]+|[\w.-]+)/.exec(specifier)?.[1] ?? '';
}
