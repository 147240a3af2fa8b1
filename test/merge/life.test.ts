import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { undo } from '../../src/apply/index.ts';
import { generate } from '../../src/engine.ts';
import { prdEdits } from './corpus.ts';
import { World } from './world.ts';

const shop = readFileSync(new URL('../../fixtures/corner-shop/PRD.md', import.meta.url), 'utf8');
const world = new World();
const order = 'internal/domain/entity/order.ts';
const routes = 'internal/interfaces/http/product-routes.ts';

/** What its owner writes, and a piece of it by which it is known again. */
const handwork: readonly {
  readonly path: string;
  readonly piece: string;
  readonly write: () => void;
}[] = [
  {
    path: order,
    piece: 'isLarge(): boolean',
    write: () =>
      world.edit(
        order,
        '  static restore(',
        '  /** Ours. */\n  isLarge(): boolean {\n    return this.state.items.length > 10;\n  }\n\n  static restore(',
      ),
  },
  {
    path: 'internal/domain/service/discount.ts',
    piece: 'items.length > 3',
    write: () =>
      world.write(
        'internal/domain/service/discount.ts',
        "import type { OrderState } from '../entity/order.ts';\n\nexport function hasDiscount({ items }: OrderState): boolean {\n  return items.length > 3;\n}\n",
      ),
  },
  {
    path: routes,
    piece: "'/products/ping'",
    write: () =>
      world.write(
        routes,
        world
          .read(routes)
          .replace(/\n\}\n*$/, "\n\n  app.get('/products/ping', async () => 'pong');\n}\n"),
      ),
  },
  {
    path: 'package.json',
    piece: '"lint": "eslint ."',
    write: () =>
      world.edit('package.json', '"scripts": {', '"scripts": {\n    "lint": "eslint .",'),
  },
  {
    path: 'internal/application/command/suspend-user.ts',
    piece: '// asked for by the legal department',
    write: () =>
      world.edit(
        'internal/application/command/suspend-user.ts',
        'export ',
        '// asked for by the legal department\nexport ',
      ),
  },
];

afterAll(() => {
  world.end();
});

describe('a project that lives', () => {
  const written: (typeof handwork)[number][] = [];
  let prd = shop;

  const run = async () => {
    world.write('PRD.md', prd);
    return (await generate({ cwd: world.root })).report;
  };

  it('starts', async () => {
    expect((await run()).status).toBe('ok');
  });

  it.each(Object.entries(prdEdits))(
    'gets %s, and keeps all that its owner wrote',
    async (_, [from, to]) => {
      expect(prd).toContain(from);
      prd = prd.replace(from, () => to);
      const report = await run();
      expect(report.problems.filter((one) => one.severity === 'error')).toEqual([]);
      expect([report.conflicts, report.diagnostics]).toEqual([[], []]);
      for (const { path, piece } of written) expect(world.read(path)).toContain(piece);
      const again = await run();
      expect([
        again.files.created,
        again.files.updated,
        again.files.merged,
        again.files.deleted,
      ]).toEqual([[], [], [], []]);
      const next = handwork[written.length];
      if (next === undefined) return;
      next.write();
      written.push(next);
    },
  );

  it('renames a field in its own code and in what its owner wrote', async () => {
    const own = 'internal/domain/service/discount.ts';
    world.edit(own, 'hasDiscount({ items }', 'hasDiscount({ items, note }');
    world.edit(own, 'items.length > 3', 'items.length > 3 && note !== null');
    world.edit(order, 'this.state.items.length > 10', 'this.state.note === null');
    prd = prd
      .replace('note: string(..200)?', 'remark: string(..200)?')
      .replace('\nevents:\n', '\nrenames: [Order.note -> Order.remark]\nevents:\n');
    const report = await run();
    expect(report.problems.filter((one) => one.severity === 'error')).toEqual([]);
    expect(report.conflicts).toEqual([]);
    expect(world.read(own)).toContain('hasDiscount({ items, remark: note }');
    expect(world.read(order)).toContain('return this.state.remark === null;');
    for (const { path, piece } of written) expect(world.read(path)).toContain(piece);
    const again = await run();
    expect([again.files.updated, again.files.merged]).toEqual([[], []]);
  });

  it('takes the last run back', async () => {
    await undo(world.root);
    expect(world.read(order)).toContain('return this.state.note === null;');
  });
});
