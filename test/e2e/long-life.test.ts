import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import { projectFolder, run, runTests, runVitest } from './backend.ts';
import { edited, edits, start } from './long-life/edits.ts';
import { handwork, put, read, write } from './long-life/handwork.ts';
import type { Handwork } from './long-life/handwork.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
const name = 'long-life';
const root = projectFolder(name);
/** The tests of what the PRD and the hand have written; those of the kernel besides come with every sixth edit. */
const ofItsOwn = ['--no-isolate', 'tests/unit', 'tests/http'];

describe('a project of thirty edits, with hand-written code after every third', () => {
  const written: Handwork[] = [];
  let prd = start;

  beforeAll(async () => {
    await install();
    await rm(root, { recursive: true, force: true });
    put(root, 'PRD.md', prd);
    expect((await generate({ cwd: root })).report.status).toBe('ok');
  }, 10 * minutes);

  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each(edits.map((edit, index) => [index + 1, edit.name, edit] as const))(
    '%i: %s',
    { timeout: 5 * minutes },
    async (count, _, edit) => {
      prd = edited(prd, edit);
      put(root, 'PRD.md', prd);
      const { report } = await generate({ cwd: root, contract: edit.contract ?? false });
      expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect([report.conflicts, report.diagnostics]).toEqual([[], []]);
      for (const { path, piece } of written) expect(read(root, path)).toContain(piece);

      if (count % 3 !== 0) return;
      const compiled = await run(name, 'tsc', ['--noEmit']);
      expect(compiled.exitCode, compiled.all).toBe(0);
      const tested = await (count % 6 === 0 ? runTests(name) : runVitest(name, ...ofItsOwn));
      expect(tested.exitCode, tested.all).toBe(0);
      const next = handwork[count / 3 - 1];
      if (next === undefined) return;
      write(root, next);
      expect(read(root, next.path)).toContain(next.piece);
      written.push(next);
    },
  );

  test('has all of it in the end', () => {
    expect(written).toHaveLength(10);
    for (const { path, piece } of written) expect(read(root, path)).toContain(piece);
    expect(read(root, 'internal/domain/service/heavy.ts')).toContain('mass');
  });
});
