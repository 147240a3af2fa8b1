import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import type { Request, Result } from '../../src/engine.ts';
import { editedPrd, onePrd } from '../support/prd.ts';
import { filesIn, put, read, tree } from '../support/tree.ts';

let root: string;
/** A project as its first run leaves it. */
let made: string;

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'ashlar-made-'));
  put(made, 'PRD.md', onePrd);
  await generate({ cwd: made });
  return () => rmSync(made, { recursive: true });
});

beforeEach(() => {
  root = tree({ 'PRD.md': onePrd });
});

function again(): void {
  cpSync(made, root, { recursive: true });
}

function run(request: Partial<Request> = {}): Promise<Result> {
  return generate({ cwd: root, ...request });
}

const entity = 'internal/domain/entity/note.ts';

describe('a first run', () => {
  test('writes the tree and says so', async () => {
    const { report, summary } = await run();
    expect(report).toMatchObject({ version: 1, status: 'ok', out: root, dryRun: false });
    expect(report.files.created).toContain(entity);
    expect(report.migrations).toHaveLength(1);
    expect(summary).toMatchObject({ name: 'notes', entities: 1 });
    expect(Object.keys(filesIn(root, ['.ashlar', 'PRD.md']))).toEqual(report.files.created);
  });

  test('dry: reports the same and writes nothing', async () => {
    const { report, changes } = await run({ dryRun: true });
    expect(report.dryRun).toBe(true);
    expect(report.files.created).toContain(entity);
    expect(changes.find(({ path }) => path === entity)?.causes[0]?.start.line).toBe(6);
    expect(Object.keys(filesIn(root, []))).toEqual(['PRD.md']);
    expect((await run()).report.files).toEqual(report.files);
  });

  test('goes to another folder when told', async () => {
    const { report } = await run({ out: 'deep/there' });
    expect(report.out).toBe(join(root, 'deep/there'));
    expect(read(root, `deep/there/${entity}`)).toContain('class Note');
  });

  test('a PRD with a problem writes nothing at all', async () => {
    put(root, 'PRD.md', onePrd.replace('string(1..80)', 'strin(1..80)'));
    const { report } = await run();
    expect(report.status).toBe('refused');
    expect(report.problems[0]).toMatchObject({ severity: 'error', file: 'PRD.md', line: 8 });
    expect(Object.keys(filesIn(root, []))).toEqual(['PRD.md']);
  });

  test('open questions are problems only when strict', async () => {
    put(root, 'PRD.md', `${onePrd}\nOpen: [NEEDS CLARIFICATION: why?]\n`);
    expect((await run({ strict: true })).report.problems[0]?.code).toBe('prd.open_question');
    expect((await run()).report.status).toBe('ok');
    expect((await run({ strict: true })).report.status).toBe('refused');
  });

  test('the language of the command line goes before that of the PRD', async () => {
    await run({ lang: 'zh' });
    expect(read(root, 'README.md')).toMatch(/\p{Script=Han}/u);
  });
});

describe('the next run', () => {
  beforeEach(again);

  test('of the same PRD has nothing to do, and does not even read it again', async () => {
    const before = filesIn(root);
    const { report, summary } = await run();
    expect(report.files).toMatchObject({ created: [], updated: [], deleted: [], kept: [] });
    expect(report.files.unchanged).toBeGreaterThan(20);
    expect(report.timings['emit']).toBeUndefined();
    expect(summary?.entities).toBe(1);
    expect(filesIn(root)).toEqual(before);
  });

  test('reports the same when all has to be looked at anew', async () => {
    const quick = (await run()).report;
    rmSync(join(root, '.ashlar/local'), { recursive: true });
    const whole = (await run()).report;
    expect(whole.timings['emit']).toBeDefined();
    expect({ ...whole, timings: null }).toEqual({ ...quick, timings: null });
  });

  test('of an edited PRD touches only what depends on the edit', async () => {
    const before = filesIn(root);
    put(root, 'PRD.md', editedPrd);
    const { report } = await run();
    expect(report.status).toBe('ok');
    expect(report.files.updated).toContain(entity);
    const after = filesIn(root);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    const reported = [...report.files.updated, ...report.files.created, 'PRD.md'];
    expect(changed.filter((path) => !path.startsWith('.ashlar'))).toEqual(reported.sort());
    expect(report.files.updated).not.toContain('package.json');
    expect(report.files.updated).not.toContain('cmd/api/main.ts');
  });

  test('keeps what the user changed, added and deleted', async () => {
    const mine = `${read(root, entity)}\nexport const mine = 1;\n`;
    put(root, entity, mine);
    put(root, 'internal/domain/mine.ts', 'export {};\n');
    rmSync(join(root, 'cmd/worker'), { recursive: true, force: true });
    rmSync(join(root, '.prettierrc'));
    const { report } = await run();
    expect(report.status).toBe('ok');
    expect(report.files.kept.map(({ path }) => path)).toEqual(['.prettierrc', entity]);
    expect(read(root, entity)).toBe(mine);
    expect((await run({ recreate: ['.prettierrc'] })).report.files.created).toEqual([
      '.prettierrc',
    ]);
  });

  test('brings an edit along in a file that the user changed', async () => {
    put(root, entity, `${read(root, entity)}\nexport const mine = 1;\n`);
    put(root, 'PRD.md', editedPrd);
    const { report } = await run();
    expect(report.files.merged).toContain(entity);
    expect(read(root, entity)).toMatch(/body[\s\S]*export const mine = 1;/);
  });

  test('narrowed to a part leaves the rest, and the next whole one brings it along', async () => {
    put(root, 'PRD.md', editedPrd);
    const narrow = await run({ part: 'test' });
    expect(narrow.report.files.updated.length).toBeGreaterThan(0);
    expect(narrow.report.files.updated.every((path) => path.startsWith('tests/'))).toBe(true);
    expect((await run()).report.files.updated).toContain(entity);
  });

  test('a part that nothing is generated for is refused', async () => {
    const { report } = await run({ part: 'monitor' });
    expect(report).toMatchObject({ status: 'refused', problems: [{ code: 'cli.not_yet' }] });
  });
});

describe('--check', () => {
  test('is content with a tree that needs nothing, and with nothing else', async () => {
    expect((await run({ check: true })).report.status).toBe('refused');
    again();
    expect((await run({ check: true })).report).toMatchObject({ status: 'ok', problems: [] });
    put(root, 'PRD.md', editedPrd);
    const before = filesIn(root, []);
    const { report } = await run({ check: true });
    expect(report).toMatchObject({ status: 'refused', dryRun: true });
    expect(report.problems.at(-1)?.code).toBe('check.out_of_date');
    expect(filesIn(root, [])).toEqual(before);
  });
});

test('an override of a template takes part in every run', async () => {
  again();
  put(root, 'ashlar/templates/gitignore.ejs', 'node_modules/\nmine/\n');
  const { report } = await run();
  expect(report.files.updated).toEqual(['.gitignore']);
  expect(read(root, '.gitignore')).toContain('mine/');
});

describe('a state that is lost', () => {
  const objects = '.ashlar/objects';
  const mine = () => put(root, entity, `${read(root, entity)}\nexport const mine = 1;\n`);

  test('is made again by the version and from the PRD that made it', async () => {
    again();
    mine();
    const kept = createHash('sha256').update(onePrd).digest('hex');
    for (const name of readdirSync(join(root, objects))) {
      if (name !== kept) rmSync(join(root, objects, name));
    }
    put(root, 'PRD.md', editedPrd);
    const { report } = await run();
    expect([report.status, report.conflicts]).toEqual(['ok', []]);
    expect(read(root, entity)).toMatch(/body[\s\S]*export const mine = 1;/);
  });

  test('is not guessed by another version: nothing that differs is overwritten, and it says so', async () => {
    again();
    mine();
    rmSync(join(root, objects), { recursive: true });
    put(
      root,
      '.ashlar/manifest.json',
      read(root, '.ashlar/manifest.json').replace(/"generator": "[^"]*"/, '"generator": "0.0.1"'),
    );
    put(root, 'PRD.md', editedPrd);
    const before = read(root, entity);
    const { report } = await run();
    expect(report.status).toBe('attention');
    expect(report.problems.map(({ code }) => code)).toContain('state.base_lost');
    expect(read(root, entity)).toBe(before);
  });

  test('as a whole is told', async () => {
    again();
    mine();
    put(root, '.ashlar/manifest.json', 'not this');
    const { report } = await run();
    expect(report.problems.map(({ code }) => code)).toContain('state.lost');
    expect(report.conflicts).toEqual([{ path: entity, key: '*', kind: 'exists' }]);
  });
});

test('files are as readable as any other', () => {
  again();
  put(root, 'of-my-own.ts', '');
  const modeOf = (path: string): number => statSync(join(root, path)).mode;
  expect(modeOf(entity)).toBe(modeOf('of-my-own.ts'));
});
