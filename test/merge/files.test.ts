import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONFLICT_REPORT, resolve } from '../../src/apply/index.ts';
import { readState, sha256 } from '../../src/state/index.ts';
import { edited, order } from './texts.ts';
import { World, changesFor } from './world.ts';

const path = 'internal/domain/order.ts';
let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.end();
});

const action = async (files: Parameters<World['run']>[0], at = path): Promise<string> => {
  const { changes } = await world.run(files);
  const change = changes.changes.find((one) => one.path === at);
  return change === undefined ? 'none' : `${change.action} ${change.reason}`;
};

describe('a file as a whole', () => {
  it('is created, and left alone when nothing changed', async () => {
    expect(await action({ [path]: order })).toBe('create new');
    expect(await action({ [path]: order })).toBe('unchanged same');
    expect(world.read(path)).toBe(order);
  });

  it('follows the PRD while nobody touched it', async () => {
    await world.run({ [path]: order });
    expect(await action({ [path]: `${order}// more\n` })).toBe('update untouched');
    expect(world.read(path)).toBe(`${order}// more\n`);
  });

  it('is mine when I changed it and the PRD did not', async () => {
    await world.run({ [path]: order });
    world.write(path, 'export const all = 1;\n');
    expect(await action({ [path]: order })).toBe('keep yours');
    expect(world.read(path)).toBe('export const all = 1;\n');
  });

  it('is merged when both changed it', async () => {
    await world.run({ [path]: order });
    world.edit(path, "'paid',\n      paidAt", "'paid',\n      mine: 1,\n      paidAt");
    expect(await action({ [path]: edited(order, ['too late to', 'not to']) })).toBe('merge both');
    expect(world.read(path)).toContain('mine: 1,');
    expect(world.read(path)).toContain('not to cancel');
  });

  it('is taken as ours when I wrote just what is generated next', async () => {
    await world.run({ [path]: order });
    const next = edited(order, ['too late to', 'not to']);
    world.write(path, next);
    expect(await action({ [path]: next })).toBe('adopt same');
    expect(await action({ [path]: order })).toBe('update untouched');
  });

  it('stays deleted when I deleted it, also when the PRD changes it, until I ask for it', async () => {
    await world.run({ [path]: order, 'a.ts': 'export {};\n' });
    world.remove(path);
    expect(await action({ [path]: order })).toBe('keep deleted_by_you');
    expect(await action({ [path]: `${order}// more\n` })).toBe('keep still_deleted');
    expect(await action({ [path]: `${order}// more\n` })).toBe('keep deleted_by_you');
    expect(world.tree()).not.toHaveProperty([path]);
    await world.run({ [path]: order }, { options: { recreate: [path] } });
    expect(world.read(path)).toBe(order);
  });

  it('goes with its entity when I had not touched it, and its empty folder too', async () => {
    await world.run({ [path]: order, 'a.ts': 'export {};\n' });
    expect(await action({ 'a.ts': 'export {};\n' })).toBe('delete gone');
    expect(Object.keys(world.tree()).filter((one) => one.startsWith('internal'))).toEqual([]);
    expect(readState(world.root).manifest.files).not.toHaveProperty([path]);
  });

  it('stays as an orphan when its entity goes but I had changed it, until I delete it', async () => {
    await world.run({ [path]: order, 'a.ts': 'export {};\n' });
    world.edit(path, 'too late', 'far too late');
    expect(await action({ 'a.ts': 'export {};\n' })).toBe('keep orphan');
    expect(await action({ 'a.ts': 'export {};\n' })).toBe('keep orphan');
    expect(world.read(path)).toContain('far too late');
    world.remove(path);
    expect(await action({ 'a.ts': 'export {};\n' })).toBe('none');
  });

  it('merges again when an orphan comes back into the PRD', async () => {
    await world.run({ [path]: order });
    world.edit(path, 'order.too_late', 'order.mine');
    await world.run({ 'a.ts': 'export {};\n' });
    expect(await action({ [path]: edited(order, ["'OrderPaid'", "'Paid'"]) })).toBe('merge both');
    expect(world.read(path)).toContain('order.mine');
    expect(world.read(path)).toContain("'Paid'");
  });

  it('that stood there before us is never overwritten; the generated one lies beside', async () => {
    world.write(path, '// mine from before\n');
    const { report } = await world.run({ [path]: order });
    expect(report.conflicts).toEqual([{ path, key: '*', kind: 'exists' }]);
    expect(world.read(path)).toBe('// mine from before\n');
    expect(world.read(`.ashlar/conflicts/${path}.generated`)).toBe(order);
    expect(world.read(CONFLICT_REPORT)).toContain(`npx plop resolve ${path}`);
    await resolve(world.root, path);
    expect(await action({ [path]: order })).toBe('keep yours');
    expect(Object.keys(world.tree()).filter((one) => one.includes('conflicts'))).toEqual([]);
  });

  it('that stood there before us and is equal is adopted', async () => {
    world.write(path, order);
    expect(await action({ [path]: order })).toBe('adopt same');
  });

  it('of the kind "once" is created once and then mine, whatever the PRD says', async () => {
    const once = (text: string) => ({ [path]: { text, kind: 'once' as const } });
    await world.run(once('export const a = 1;\n'));
    expect(await action(once('export const a = 2;\n'))).toBe('unchanged once');
    expect(world.read(path)).toBe('export const a = 1;\n');
    world.remove(path);
    expect(await action(once('export const a = 2;\n'))).toBe('keep deleted_by_you');
  });

  it('of the kind "append" is never changed and never deleted', async () => {
    const migration = 'internal/migrations/0001.sql';
    const append = (text: string) => ({ [migration]: { text, kind: 'append' as const } });
    await world.run(append('create table a ();\n'));
    expect(await action(append('create table b ();\n'), migration)).toBe('unchanged append');
    expect(await action({}, migration)).toBe('keep append');
    expect(world.read(migration)).toBe('create table a ();\n');
  });

  it('outside a narrowed run is left alone, on disk and in the state', async () => {
    const both = { 'a.ts': 'export const a = 1;\n', 'b.ts': 'export const b = 1;\n' };
    await world.run(both);
    const next = { 'a.ts': 'export const a = 2;\n', 'b.ts': 'export const b = 2;\n' };
    await world.run(next, { options: { only: (one) => one === 'a.ts' } });
    expect([world.read('a.ts'), world.read('b.ts')]).toEqual([next['a.ts'], both['b.ts']]);
    expect(readState(world.root).manifest.files['b.ts']?.base).toBe(sha256(both['b.ts']));
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ])('keeps %s, untouched or merged', async (_, shape) => {
    await world.run({ [path]: order });
    world.write(path, shape(order));
    const next = edited(order, ['too late to', 'not to']);
    expect(await action({ [path]: next })).toBe('update untouched');
    expect(world.read(path)).toBe(shape(next));
    const mine = edited(next, ["'OrderPaid'", "'Mine'"]);
    world.write(path, shape(mine));
    await world.run({ [path]: order });
    expect(world.read(path)).toBe(shape(edited(order, ["'OrderPaid'", "'Mine'"])));
  });

  it('keeps a final newline that I took away', async () => {
    await world.run({ [path]: order });
    world.write(path, order.trimEnd());
    await world.run({ [path]: edited(order, ['too late to', 'not to']) });
    expect(world.read(path)).toBe(edited(order, ['too late to', 'not to']).trimEnd());
  });

  it('keeps its mode', async () => {
    await world.run({ [path]: order });
    world.write(path, order);
    const { chmodSync } = await import('node:fs');
    chmodSync(join(world.root, path), 0o755);
    await world.run({ [path]: `${order}// more\n` });
    expect(world.mode(path)).toBe(0o755);
  });

  it('that is not text is kept', async () => {
    await world.run({ [path]: order });
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(world.root, path), Buffer.from([0xff, 0xfe, 0x00]));
    const { report } = await world.run({ [path]: `${order}// more\n` });
    expect(report.conflicts).toHaveLength(1);
  });
});

describe("the user's own formatter", () => {
  const wide = edited(order, [
    '  cancel()',
    `  generated(): readonly string[] {\n    return ['${'a'.repeat(30)}', '${'b'.repeat(30)}'];\n  }\n\n  cancel()`,
  ]);
  const rewritten = () => order.replaceAll('  ', '\t').replaceAll(';\n', '\n');

  it.each([
    ['.prettierrc', '{ "useTabs": true, "semi": false, "singleQuote": true, "printWidth": 60 }'],
    ['.prettierrc', 'useTabs: true\nsemi: false\nsingleQuote: true\nprintWidth: 60\n'],
    [
      'package.json',
      '{ "prettier": { "useTabs": true, "semi": false, "singleQuote": true, "printWidth": 60 } }',
    ],
  ])('is read from %s', async (file, text) => {
    world.write(file, text);
    await world.run({ [path]: order });
    world.write(path, rewritten());
    await world.run({ [path]: wide });
    expect(world.read(path)).toContain(
      `\t\treturn [\n\t\t\t'${'a'.repeat(30)}',\n\t\t\t'${'b'.repeat(30)}',\n\t\t]\n`,
    );
  });

  it('is inferred where there is none, or where the file does not follow it', async () => {
    world.write('.prettierrc', '{ "tabWidth": 8 }');
    await world.run({ [path]: order });
    world.write(path, rewritten());
    await world.run({ [path]: wide });
    expect(world.read(path)).toContain(`\t\treturn ['${'a'.repeat(30)}', '${'b'.repeat(30)}']\n`);
  });
});

describe('what its owner does to the tree', () => {
  const next = edited(order, ['too late to', 'not to']);

  it('a file moved elsewhere is mine there; its old place stays empty, and changes are reported', async () => {
    await world.run({ [path]: order });
    world.write('internal/mine/order.ts', order);
    world.remove(path);
    const { report } = await world.run({ [path]: next });
    expect(report.kept).toEqual([path]);
    expect(world.tree()).not.toHaveProperty([path]);
    expect(world.read('internal/mine/order.ts')).toBe(order);
  });

  it('a copy of a generated file is mine', async () => {
    await world.run({ [path]: order });
    world.write('internal/domain/order-copy.ts', order);
    await world.run({ [path]: next });
    expect(world.read('internal/domain/order-copy.ts')).toBe(order);
  });

  it('an emptied file stays empty until the PRD changes it, and then I am told', async () => {
    await world.run({ [path]: order });
    world.write(path, '');
    expect(await action({ [path]: order })).toBe('keep yours');
    const { report } = await world.run({ [path]: next });
    expect(report.conflicts.map((one) => one.key)).toEqual(['Order']);
    expect(world.read(path)).toBe('');
  });
});

describe('a newer generator', () => {
  const later = { generator: '2.0.0', prd: '', formatter: 'prettier 4.0.0', input: '2' };

  it('with another template is the same three-way merge', async () => {
    await world.run({ [path]: order });
    world.edit(path, 'return this.state.total;', 'return Math.round(this.state.total);');
    const template = edited(order, [
      '/** An order of a customer. */',
      '/** Generated by the second version. */',
    ]);
    const { changes } = await world.run({ [path]: template }, { made: later });
    expect(changes.changes.map((one) => one.action)).toEqual(['merge']);
    expect(world.read(path)).toContain('/** Generated by the second version. */');
    expect(world.read(path)).toContain('Math.round(this.state.total)');
    expect(readState(world.root).manifest.generator).toBe('2.0.0');
  });

  it('with another formatter is never taken for my edit', async () => {
    const laid = edited(order, ['{ id: this.state.id }', '{\n      id: this.state.id,\n    }']);
    await world.run({ [path]: order, 'b.ts': order });
    world.edit('b.ts', 'return this.state.total;', 'return Math.round(this.state.total);');
    const { report } = await world.run({ [path]: laid, 'b.ts': laid }, { made: later });
    expect(report.conflicts).toEqual([]);
    expect(report.updated).toEqual([path]);
    expect(world.read('b.ts')).toContain('Math.round(this.state.total)');
  });
});

describe('a run is refused, and nothing written', () => {
  it.each([
    ['../out.ts', 'merge.outside_root'],
    ['/etc/out.ts', 'merge.outside_root'],
    ['a//b.ts', 'merge.outside_root'],
    ['C:/x.ts', 'merge.outside_root'],
    ['a\\b.ts', 'merge.outside_root'],
    ['.git/hooks/pre-commit', 'merge.forbidden_path'],
    ['node_modules/x/index.ts', 'merge.forbidden_path'],
    ['.Git/config', 'merge.forbidden_path'],
    ['.ashlar/manifest.json', 'merge.forbidden_path'],
  ])('for the path %s', async (bad, code) => {
    const changes = await changesFor(world.root, { [bad]: '', 'fine.ts': '' });
    expect(changes.problems.map((one) => one.code)).toEqual([code]);
    await expect(world.run({ [bad]: '', 'fine.ts': '' })).rejects.toThrow();
    expect(Object.keys(world.tree())).toEqual([]);
  });

  it('for two paths that differ in case or in Unicode form only', async () => {
    const upper = await changesFor(world.root, { 'a/Order.ts': '', 'a/order.ts': '' });
    expect(upper.problems.map((one) => one.code)).toEqual(['merge.path_collision']);
    const forms = await changesFor(world.root, { 'caf\u00e9.ts': '', 'cafe\u0301.ts': '' });
    expect(forms.problems.map((one) => one.code)).toEqual(['merge.path_collision']);
  });

  it('for a path that differs from one on disk in case only', async () => {
    world.write('internal/Order.ts', 'export {};\n');
    const changes = await changesFor(world.root, { 'internal/order.ts': '' });
    expect(changes.problems.map((one) => one.code)).toEqual(['merge.path_collision']);
  });

  it('for a link on the way, and for a folder where a file should be', async () => {
    mkdirSync(join(world.root, 'elsewhere'));
    symlinkSync(join(world.root, 'elsewhere'), join(world.root, 'internal'));
    const link = await changesFor(world.root, { [path]: order });
    expect(link.problems.map((one) => one.code)).toEqual(['merge.unsafe_path']);
    mkdirSync(join(world.root, 'a.ts'));
    const folder = await changesFor(world.root, { 'a.ts': '' });
    expect(folder.problems.map((one) => one.code)).toEqual(['merge.unsafe_path']);
  });

  it('for a file that holds conflict markers', async () => {
    await world.run({ [path]: order });
    world.edit(path, '  cancel()', '<<<<<<< HEAD\n=======\n>>>>>>> other\n  cancel()');
    const changes = await changesFor(world.root, { [path]: `${order}// more\n` });
    expect(changes.problems.map((one) => one.code)).toEqual(['merge.conflict_markers']);
  });
});

describe('a conflict', () => {
  const mine = edited(order, ['this.state.total < 100', 'this.state.total < 50']);
  const next = edited(
    order,
    ['this.state.total < 100', 'this.state.total < 200'],
    ["'OrderPaid'", "'Paid'"],
  );

  it('leaves mine, merges the rest, and is told on every run until it is resolved', async () => {
    await world.run({ [path]: order });
    world.write(path, mine);
    const first = await world.run({ [path]: next });
    expect(first.report.conflicts).toEqual([{ path, key: 'Order.cancel', kind: 'both_changed' }]);
    const merged = edited(mine, ["'OrderPaid'", "'Paid'"]);
    expect(world.read(path)).toBe(merged);
    const page = world.read(CONFLICT_REPORT);
    for (const side of ['total < 100', 'total < 50', 'total < 200']) expect(page).toContain(side);
    const second = await world.run({ [path]: next });
    expect(second.report.conflicts).toEqual(first.report.conflicts);
    expect(world.read(path)).toBe(merged);
    await resolve(world.root, path);
    const third = await world.run({ [path]: next });
    expect(third.report.conflicts).toEqual([]);
    expect(world.read(path)).toBe(merged);
  });

  it('is over by itself when I take the generated text', async () => {
    await world.run({ [path]: order });
    world.write(path, mine);
    await world.run({ [path]: next });
    world.edit(path, 'this.state.total < 50', 'this.state.total < 200');
    const { report } = await world.run({ [path]: next });
    expect(report.conflicts).toEqual([]);
    expect(readState(world.root).manifest.pins).toEqual({});
    expect(Object.keys(world.tree()).filter((one) => one.includes('conflicts'))).toEqual([]);
  });

  it('is not forgotten when the PRD moves on meanwhile', async () => {
    await world.run({ [path]: order });
    world.write(path, mine);
    await world.run({ [path]: next });
    const later = edited(next, ['readonly note: string;', 'readonly remark: string;']);
    const { report } = await world.run({ [path]: later });
    expect(report.conflicts).toEqual([{ path, key: 'Order.cancel', kind: 'both_changed' }]);
    expect(world.read(path)).toContain('readonly remark: string;');
    expect(world.read(path)).toContain('total < 50');
  });

  it('does not bring back what came beside it and I deleted', async () => {
    const more = edited(next, [
      '  cancel()',
      '  added(): number {\n    return 1;\n  }\n\n  cancel()',
    ]);
    await world.run({ [path]: order });
    world.write(path, mine);
    await world.run({ [path]: more });
    expect(world.read(path)).toContain('added(): number');
    world.edit(path, '  added(): number {\n    return 1;\n  }\n\n', '');
    const { report } = await world.run({ [path]: more });
    expect(world.read(path)).not.toContain('added');
    expect(report.conflicts).toEqual([{ path, key: 'Order.cancel', kind: 'both_changed' }]);
    world.edit(path, 'this.state.total < 50', 'this.state.total < 100');
    expect((await world.run({ [path]: more })).report.conflicts).toEqual([]);
    expect(world.read(path)).toContain('this.state.total < 200');
    expect(world.read(path)).not.toContain('added');
  });

  it('with markers is refused on the next run until they are gone', async () => {
    await world.run({ [path]: order });
    world.write(path, mine);
    await world.run({ [path]: next }, { options: { conflicts: 'markers' } });
    expect(world.read(path)).toContain('<<<<<<< yours');
    expect(world.read(path)).toContain('>>>>>>> generated now');
    await expect(world.run({ [path]: next })).rejects.toThrow('conflict markers');
    await expect(resolve(world.root, path)).rejects.toThrow('conflict markers');
    world.write(path, edited(mine, ["'OrderPaid'", "'Paid'"]));
    await resolve(world.root);
    expect((await world.run({ [path]: next })).report.conflicts).toEqual([]);
  });
});
