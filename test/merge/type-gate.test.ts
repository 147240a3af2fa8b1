import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisk, openTypeGate } from '../../src/merge/index.ts';
import { readState } from '../../src/state/index.ts';
import { World, changesFor } from './world.ts';

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024'],
    types: [],
    module: 'nodenext',
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['src'],
});

const order =
  'export interface Order {\n  readonly note: string;\n  readonly total: number;\n}\n\nexport function show(order: Order): string {\n  return String(order.total);\n}\n';
const files = {
  'tsconfig.json': tsconfig,
  'src/order.ts': order,
  'src/gone.ts': 'export const gone = 1;\n',
};
const without = { ...files, 'src/order.ts': order.replace('  readonly note: string;\n', '') };

describe('the type gate', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.run(files);
  });
  afterEach(() => {
    world.end();
  });

  const problems = async (next: Record<string, string>): Promise<readonly string[]> => {
    const { root } = world;
    const gate = openTypeGate(root, readState(root).manifest, openDisk(root));
    const found = await gate.problems(await changesFor(root, next));
    await gate.close();
    if (found === null) throw new Error('there is no compiler');
    return found.map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`);
  };

  it('finds a field that goes in a method of mine', async () => {
    world.edit('src/order.ts', 'String(order.total)', 'order.note + String(order.total)');
    expect(await problems(without)).toEqual(['src/order.ts:6:16 TS2339']);
  });

  it('finds it in a file that is all mine', async () => {
    world.write(
      'src/mine.ts',
      "import type { Order } from './order.ts';\n\nexport const note = (order: Order): string => order.note;\n",
    );
    expect(await problems(without)).toEqual(['src/mine.ts:3:53 TS2339']);
  });

  it('finds a file that goes while mine imports it', async () => {
    world.write('src/mine.ts', "export { gone } from './gone.ts';\n");
    const { 'src/gone.ts': _, ...rest } = files;
    expect(await problems(rest)).toEqual(['src/mine.ts:1:22 TS2307']);
  });

  it('says nothing of what was wrong before, nor of what is not mine', async () => {
    world.write('src/mine.ts', "export const wrong: number = 'one';\n");
    expect(
      await problems({ ...without, 'src/new.ts': "export const bad: number = 'x';\n" }),
    ).toEqual([]);
  });

  it("knows packages in the old manner, and what other files add to a package's types", async () => {
    const web = 'node_modules/web';
    world.write(`${web}/package.json`, '{ "name": "web", "types": "index.d.ts" }');
    world.write(
      `${web}/index.d.ts`,
      'declare namespace web {\n  interface Request {\n    id: string;\n  }\n}\ndeclare function web(on: (request: web.Request) => void): void;\nexport = web;\n',
    );
    const route =
      "import web from 'web';\nimport './order.ts';\n\nexport function one(): void {\n  web((request) => String(request.id));\n}\n";
    const added = route.replace('request.id', 'request.actor');
    const actor =
      "import 'web';\n\ndeclare module 'web' {\n  interface Request {\n    actor: string;\n  }\n}\n";
    const before = { ...files, 'src/actor.ts': actor, 'src/route.ts': route };
    await world.run(before);
    world.edit('src/route.ts', 'export', '// mine\nexport');
    expect(await problems({ ...before, 'src/route.ts': added })).toEqual([]);
    const { 'src/actor.ts': _, ...rest } = before;
    expect(await problems({ ...rest, 'src/route.ts': added })).toEqual([
      'src/route.ts:6:35 TS2339',
    ]);
  });

  it('says nothing when nothing is written', async () => {
    world.write('src/mine.ts', "export const wrong: number = 'one';\n");
    expect(await problems(files)).toEqual([]);
  });
});
