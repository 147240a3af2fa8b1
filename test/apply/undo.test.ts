import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply, resolve, undo, withLock } from '../../src/apply/index.ts';
import { DiagnosticError } from '../../src/diagnostic.ts';
import { World, changesFor } from '../merge/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.end();
});

const code = async (work: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await work;
    return [];
  } catch (cause) {
    if (cause instanceof DiagnosticError) return cause.diagnostics.map((one) => one.code);
    throw cause;
  }
};

const version = (value: number) => ({
  'a.ts': `export const a = ${value};\n`,
  [`only-${value}.ts`]: `export const only = ${value};\n`,
});

describe('undo', () => {
  it('takes the last three runs back, byte for byte, and no more', async () => {
    const trees = [world.tree()];
    for (const value of [1, 2, 3, 4]) {
      await world.run(version(value));
      world.edit('a.ts', 'export', `// mine ${value}\nexport`);
      trees.push(world.tree());
      if (value < 4) continue;
      world.edit('a.ts', `// mine ${value}\n`, '');
    }
    for (const back of [3, 2, 1]) {
      await undo(world.root);
      expect(world.tree()).toEqual(trees[back]);
      if (back > 1) world.edit('a.ts', `// mine ${back}\n`, '');
    }
    expect(await code(undo(world.root))).toEqual(['apply.nothing_to_undo']);
  });

  it('refuses where I have written since, and names the files', async () => {
    await world.run(version(1));
    await world.run(version(2));
    world.edit('a.ts', 'export', '// mine\nexport');
    world.remove('only-2.ts');
    const tree = world.tree();
    const failed = await undo(world.root).catch((cause: unknown) => cause);
    expect(failed).toBeInstanceOf(DiagnosticError);
    if (failed instanceof DiagnosticError) {
      expect(failed.diagnostics.map((one) => `${one.code} ${one.file}`)).toEqual([
        'apply.written_since a.ts',
        'apply.written_since only-2.ts',
      ]);
    }
    expect(world.tree()).toEqual(tree);
  });

  it('takes a resolve back too', async () => {
    await world.run({ 'a.ts': 'export const a = 1;\n' });
    world.write('a.ts', 'export const a = 2;\n');
    await world.run({ 'a.ts': 'export const a = 3;\n' });
    const tree = world.tree();
    await resolve(world.root);
    await undo(world.root);
    expect(world.tree()).toEqual(tree);
  });

  it('lets a run that changes nothing pass without a trace', async () => {
    await world.run(version(1));
    await world.run(version(2));
    await world.run(version(2));
    await undo(world.root);
    expect(world.tree()).toHaveProperty(['only-1.ts']);
  });
});

describe('apply', () => {
  it('refuses when a file has changed since the plan was made', async () => {
    await world.run(version(1));
    const changes = await changesFor(world.root, version(2));
    world.edit('a.ts', 'export', '// mine\nexport');
    const tree = world.tree();
    expect(await code(apply(changes, world.root))).toEqual(['apply.changed_since']);
    expect(world.tree()).toEqual(tree);
  });

  it('makes a script that can be run', async () => {
    await world.run({ 'scripts/run.sh': '#!/bin/sh\n' });
    expect(world.mode('scripts/run.sh')).toBe(0o755);
  });

  it('leaves no temporary file', async () => {
    await world.run(version(1));
    expect(Object.keys(world.tree()).filter((path) => /tmp|lock/.test(path))).toEqual([]);
  });
});

describe('the lock', () => {
  it('is waited for, and refused when it takes too long', async () => {
    let order = '';
    const [taken, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = withLock(world.root, async () => {
      taken.resolve();
      await done.promise;
      order += 'a';
    });
    await taken.promise;
    expect(await code(withLock(world.root, () => {}, { waitMs: 20 }))).toEqual(['apply.busy']);
    const next = withLock(world.root, () => {
      order += 'b';
    });
    done.resolve();
    await Promise.all([slow, next]);
    expect(order).toBe('ab');
  });

  it('of a run that died is taken over', async () => {
    const folder = join(world.root, '.ashlar/local');
    mkdirSync(folder, { recursive: true });
    const { hostname } = await import('node:os');
    const dead = { id: 'x', pid: 2 ** 22 - 1, host: hostname(), began: '1' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(dead));
    expect(await withLock(world.root, () => 'done', { waitMs: 500 })).toBe('done');
  });

  it('can be taken again by the work that holds it', async () => {
    expect(await withLock(world.root, () => withLock(world.root, () => 'done'))).toBe('done');
  });
});
