import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { NODE_VERSION } from '../../src/emit/project/catalogue.ts';
import { generated } from './fixture.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly with?: { readonly 'node-version'?: string };
}

async function steps(): Promise<readonly Step[]> {
  const { text } = await generated('todo');
  return parse(text('.github/workflows/ci.yml')).jobs.check.steps;
}

describe('the workflow of CI', () => {
  test('runs words that package.json knows, on the Node that the project pins', async () => {
    const { text } = await generated('todo');
    const { scripts } = JSON.parse(text('package.json'));
    const found = await steps();
    const runs = found.map(({ run }) => run ?? '');
    for (const [, word] of runs.join('\n').matchAll(/npm (?:run )?(typecheck|test)\b/g)) {
      expect(scripts).toHaveProperty(word ?? '');
    }
    expect(runs).toEqual(expect.arrayContaining(['npm ci', 'npm run typecheck', 'npm test']));
    expect(found.some((step) => step.with?.['node-version'] === NODE_VERSION)).toBe(true);
  });

  test('checks that the code follows the PRD where ashlar is, and says so where it is not', async () => {
    const check = (await steps()).at(-1)?.run ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'ci-'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npx'), '#!/bin/sh\necho "npx $*"\nexit 1\n');
    chmodSync(join(bin, 'npx'), 0o755);
    const ran = () =>
      spawnSync('bash', ['-e', '-c', check], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
      });

    const without = ran();
    expect(without.status).toBe(0);
    expect(without.stdout).toContain('::warning::ashlar is not installed');

    mkdirSync(join(folder, 'node_modules/ashlar'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/ashlar/package.json'), '{}');
    expect(ran()).toMatchObject({ status: 1, stdout: 'npx plop backend --check\n' });
  });
});
