import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoverRun, undo } from '../../src/apply/index.ts';
import { World, changesFor, treeAt } from '../merge/world.ts';

const child = join(import.meta.dirname, 'child.ts');
const RANDOM = Number(process.env['CRASHES'] ?? 12);

const first = {
  'a/one.ts': 'export const one = 1;\n',
  'a/two.ts': 'export const two = 2;\n',
  'b.ts': 'export const b = 1;\n',
};
const second = {
  'a/one.ts': 'export const one = 11;\n',
  'b.ts': 'export const b = 2;\n',
  'c/new.ts': 'export const c = 3;\n',
  'run.sh': '#!/bin/sh\n',
};

let start: World;
let stored: string;
let before: Record<string, string>;
let after: Record<string, string>;
let steps: number;
const copies: string[] = [];

function copy(): string {
  const root = mkdtempSync(join(tmpdir(), 'crash-'));
  copies.push(root);
  cpSync(start.root, root, { recursive: true });
  return root;
}

/** Resolves to the number of steps, or `null` when it was killed. */
function runIn(root: string, step = '', killAfter?: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const run = fork(child, [root, stored, step], {
      execPath: process.execPath,
      execArgv: [],
      silent: true,
    });
    let count: number | null = null;
    run.on('message', (message) => {
      if (typeof message === 'number') count = message;
      else if (killAfter !== undefined) void sleep(killAfter).then(() => run.kill('SIGKILL'));
    });
    run.on('error', reject);
    run.on('exit', () => resolve(count));
  });
}

async function settled(root: string): Promise<Record<string, string>> {
  await recoverRun(root);
  return treeAt(root);
}

beforeAll(async () => {
  start = new World();
  await start.run(first);
  start.edit('b.ts', 'export', '// mine\nexport');
  const changes = await changesFor(start.root, second);
  stored = join(start.root, '..', `${start.root.split('/').at(-1)}.json`);
  writeFileSync(stored, JSON.stringify({ ...changes, objects: [...changes.objects] }));
  before = start.tree();
  const whole = copy();
  steps = (await runIn(whole)) ?? 0;
  after = treeAt(whole);
});

afterAll(() => {
  start.end();
  for (const root of [...copies, stored]) rmSync(root, { recursive: true, force: true });
});

describe('a run that is killed', () => {
  it('at any step leaves the tree as it was or as it was to be', async () => {
    expect(steps).toBeGreaterThan(20);
    const ends = { before: 0, after: 0 };
    for (let step = 1; step <= steps; step += 1) {
      const root = copy();
      expect(await runIn(root, String(step))).toBeNull();
      const tree = await settled(root);
      const end = JSON.stringify(tree) === JSON.stringify(before) ? 'before' : 'after';
      ends[end] += 1;
      expect(tree, `killed at step ${step}`).toEqual(end === 'before' ? before : after);
    }
    expect(ends.before).toBeGreaterThan(3);
    expect(ends.after).toBeGreaterThan(3);
  }, 300_000);

  it(`at ${RANDOM} random times leaves no mixed tree either`, async () => {
    for (let time = 0; time < RANDOM; time += 1) {
      const root = copy();
      await runIn(root, '', Math.random() * 60);
      const tree = await settled(root);
      expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(tree));
    }
  }, 600_000);

  it('and finished later can be undone like any other', async () => {
    const root = copy();
    await runIn(root, String(Math.floor(steps * 0.7)));
    expect(await settled(root)).toEqual(after);
    await undo(root);
    expect(treeAt(root)).toEqual(before);
  });

  it('does not overwrite what was written meanwhile; the change comes with the next run', async () => {
    const root = copy();
    await runIn(root, String(Math.floor(steps * 0.55)));
    const world = new World(root);
    world.write('b.ts', '// mine\nexport const b = 1;\n\nexport const late = 1;\n');
    world.write('a/one.ts', 'export const one = 1;\n\nexport const late = 1;\n');
    await recoverRun(root);
    await world.run(second);
    expect(world.read('b.ts')).toBe('// mine\nexport const b = 2;\n\nexport const late = 1;\n');
    expect(world.read('a/one.ts')).toBe('export const one = 11;\n\nexport const late = 1;\n');
  });
});

describe('two runs at once', () => {
  it('come one after the other, and the later one refuses a tree that has moved on', async () => {
    const root = copy();
    const [one, two] = await Promise.all([runIn(root), runIn(root)]);
    expect([one, two].filter((count) => count !== null)).toHaveLength(1);
    expect(treeAt(root)).toEqual(after);
  });
});
