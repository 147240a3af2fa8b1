import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../src/apply/index.ts';
import { emptyManifest, printManifest, readManifest, readState } from '../../src/state/index.ts';
import { World } from '../merge/world.ts';

const sha = (letter: string): string => letter.repeat(64);

const sample = {
  ...emptyManifest,
  generator: '1.0.0',
  prd: sha('p'),
  input: sha('i'),
  files: {
    'a.ts': { kind: 'managed', base: sha('a') },
    'm/1.sql': { kind: 'append', base: sha('b') },
    'own.ts': { kind: 'once', base: sha('c') },
  },
  pins: { 'a.ts': { theirs: sha('d') } },
  sections: {
    names: { 'Order/x': { plural: 'orders', 'a~b': [] }, empty: {} },
    renames: ['a -> b'],
  },
} as const;

describe('the manifest', () => {
  it('is JSON, one entry a line, and reads back as it was', () => {
    const text = printManifest(sample);
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      files: { 'm/1.sql': `append ${sha('b')}` },
    });
    expect(
      text.split('\n').filter((line) => line.includes('.ts"') || line.includes('.sql"')),
    ).toHaveLength(4);
    expect(readManifest(text)).toEqual(sample);
  });

  it('reads back whatever is in its sections', () => {
    const key = fc.string({ unit: 'binary', minLength: 1 });
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(fc.string()),
        tie('record'),
      ),
      record: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    })).record;
    fc.assert(
      fc.property(fc.dictionary(key, json, { maxKeys: 3, noNullPrototype: true }), (sections) => {
        const back = readManifest(printManifest({ ...emptyManifest, sections: sections as never }));
        expect(JSON.stringify(sorted(back?.sections))).toBe(JSON.stringify(sorted(sections)));
      }),
      { numRuns: 200 },
    );
  });

  it('that git left with markers is read, and the next run generates everything', () => {
    const lines = printManifest(sample).split('\n');
    const torn = [
      ...lines.slice(0, 2),
      '<<<<<<< HEAD',
      ...lines.slice(2, 5),
      '=======',
      lines[2],
      lines[3],
      `  "input": "${sha('j')}",`,
      '>>>>>>> other',
      ...lines.slice(5),
    ].join('\n');
    expect(readManifest(torn)).toEqual({ ...sample, input: '' });
  });

  it('that is something else is not taken for one', () => {
    for (const text of [
      '',
      '{}',
      '[]',
      'hello',
      '{"version": 2}',
      printManifest(sample).slice(0, 40),
    ]) {
      expect(readManifest(text), text).toBeNull();
    }
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, one]) => [key, sorted(one)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

describe('the state folder', () => {
  let world: World;
  const git = (...args: string[]): string =>
    execFileSync(
      'git',
      ['-C', world.root, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args],
      {
        encoding: 'utf8',
      },
    );
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-qm', message);
  };

  beforeEach(() => {
    world = new World();
    git('init', '-q', '-b', 'main');
  });
  afterEach(() => {
    world.end();
  });

  const one = 'export const a = 1;\n\nexport const b = 1;\n';

  it('keeps journals out of git', async () => {
    await world.run({ 'a.ts': one });
    commit('first');
    expect(git('ls-files')).not.toContain('local');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('that is lost comes back from git, and nothing of mine is overwritten', async () => {
    await world.run({ 'a.ts': one });
    commit('first');
    rmSync(join(world.root, '.ashlar'), { recursive: true });
    expect(readState(world.root).status).toBe('recovered');
    world.edit('a.ts', 'a = 1', 'a = 2');
    await world.run({ 'a.ts': one.replace('b = 1', 'b = 3') });
    expect(world.read('a.ts')).toBe('export const a = 2;\n\nexport const b = 3;\n');
  });

  it('is not taken from git by somebody who starts over, or is on another branch', async () => {
    git('commit', '-q', '--allow-empty', '-m', 'empty');
    git('checkout', '-q', '-b', 'other');
    await world.run({ 'a.ts': one });
    commit('first');
    git('checkout', '-q', 'main');
    expect(readState(world.root).status).toBe('none');
    git('checkout', '-q', 'other');
    rmSync(join(world.root, '.ashlar'), { recursive: true });
    world.remove('a.ts');
    expect(readState(world.root).status).toBe('none');
    await world.run({ 'a.ts': one });
    expect(world.read('a.ts')).toBe(one);
  });

  it('takes a damaged object from git', async () => {
    await world.run({ 'a.ts': one });
    commit('first');
    const { base } = readState(world.root).manifest.files['a.ts'] ?? { base: '' };
    world.write(`.ashlar/objects/${base}`, 'damaged');
    expect(readState(world.root).object(base)).toBe(one);
  });

  it('holds no more than what is referred to, and undo brings the rest back', async () => {
    const objects = (): number =>
      Object.keys(world.tree()).filter((path) => path.startsWith('.ashlar/objects/')).length;
    for (const value of [1, 2, 3, 4]) {
      await world.run({ 'a.ts': one.replace('b = 1', `b = ${value}`), 'b.ts': one });
      expect(objects()).toBeLessThan(3);
    }
    const before = world.tree();
    await world.run({ 'a.ts': one });
    expect(objects()).toBe(1);
    await undo(world.root);
    expect(world.tree()).toEqual(before);
  });

  it('that is lost for good overwrites nothing that differs', async () => {
    await world.run({ 'a.ts': one, 'b.ts': one });
    rmSync(join(world.root, '.ashlar'), { recursive: true });
    rmSync(join(world.root, '.git'), { recursive: true });
    world.edit('a.ts', 'a = 1', 'a = 2');
    const mine = world.read('a.ts');
    const { report } = await world.run({ 'a.ts': one, 'b.ts': one });
    expect(report.conflicts).toEqual([{ path: 'a.ts', key: '*', kind: 'exists' }]);
    expect([world.read('a.ts'), world.read('b.ts')]).toEqual([mine, one]);
  });

  const base = {
    'order.ts': 'export interface Order {\n  readonly id: string;\n}\n',
    'index.ts': 'export const all = {\n  order: 1,\n};\n',
    'old.ts': 'export const old = {\n  a: 1,\n  b: 2,\n  c: 3,\n};\n',
  };
  const { 'old.ts': _, ...kept } = base;
  const left = {
    ...base,
    'order.ts': base['order.ts'].replace('string;\n', 'string;\n  readonly left: string;\n'),
    'left.ts': 'export const left = 1;\n',
  };
  const right = {
    ...kept,
    'index.ts': 'export const all = {\n  order: 1,\n  right: 1,\n};\n',
    'right.ts': 'export const old = {\n  a: 1,\n  b: 2,\n  c: 3,\n};\n',
  };
  const both = {
    'order.ts': left['order.ts'],
    'index.ts': right['index.ts'],
    'left.ts': left['left.ts'],
    'right.ts': right['right.ts'],
  };

  it.each([
    ['left', 'right'],
    ['right', 'left'],
  ])('survives that two developers regenerated: %s first', async (mine, other) => {
    await world.run(base);
    commit('base');
    for (const [branch, files] of [
      ['left', left],
      ['right', right],
    ] as const) {
      git('checkout', '-q', '-b', branch, 'main');
      await world.run(files);
      world.edit('index.ts', 'export', `// ${branch}\nexport`);
      world.write(`own-${branch}.ts`, 'export {};\n');
      commit(branch);
    }
    git('checkout', '-q', mine);
    try {
      git('merge', '-q', '--no-edit', other);
    } catch {
      expect(git('diff', '--name-only', '--diff-filter=U').trim()).toBe('index.ts');
      const text = world.read('index.ts').replace(/^(<{7}|={7}|>{7}).*\n/gm, '');
      world.write('index.ts', text);
      commit('merge');
    }
    const { report } = await world.run(both);
    expect(report.conflicts).toEqual([]);
    const tree = world.tree();
    for (const [path, text] of Object.entries(both)) {
      if (path !== 'index.ts') expect(tree[path]).toBe(text);
    }
    expect(tree['index.ts']).toContain('right: 1,');
    for (const branch of ['left', 'right']) {
      expect(tree['index.ts']).toContain(`// ${branch}\n`);
      expect(tree[`own-${branch}.ts`]).toBe('export {};\n');
    }
    expect(tree).not.toHaveProperty(['old.ts']);
    const next = await world.run(both);
    expect(
      next.changes.changes.filter((one) => one.action !== 'unchanged' && one.path !== 'index.ts'),
    ).toEqual([]);
  });
});
