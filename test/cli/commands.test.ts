import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { generators } from '../../generators/index.ts';
import { editedPrd, onePrd } from '../support/prd.ts';
import { filesIn, put, read, tree } from '../support/tree.ts';
import { shell } from './shell.ts';

let root: string;

beforeEach(() => {
  root = tree({ 'PRD.md': onePrd });
});

const broken = onePrd.replace('string(1..80)', 'strin(1..80)');

describe('backend', () => {
  test('says what was read, what was written and what is next', async () => {
    const { status, out, err } = await shell(root, 'backend');
    expect(status).toBe(0);
    expect(out).toMatch(/^ashlar \d/);
    expect(out).toContain('read notes: 1 entity');
    expect(out).toContain('written to .: ');
    expect(out).toMatch(/\nnext: npm install && npm start\n$/);
    expect(out.split('\n').length).toBeLessThan(60);
    expect(err).toBe(
      'reading the PRD …\ngenerating …\nformatting …\ncomparing with your files …\nchecking types …\nwriting …\n',
    );
    expect((await shell(root, 'backend')).out).toContain('nothing to do');
  });

  test('speaks Chinese under its Chinese name and with --lang', async () => {
    const { out, err } = await shell(root, '后端', '--dry-run', '--lang', 'zh');
    expect(out).toContain('已读取 notes：'.replace('：', ':'));
    expect(err).toContain('读取 PRD');
  });

  test('says why a file is kept in the language of the PRD', async () => {
    put(root, 'PRD.md', onePrd.replace('lang: en', 'lang: zh'));
    await shell(root, 'backend');
    rmSync(join(root, '.prettierrc'));
    const why = async (...args: string[]) =>
      JSON.parse((await shell(root, 'backend', '--json', ...args)).out).files.kept;
    expect(await why()).toEqual([{ path: '.prettierrc', why: '您已删除；--recreate 可恢复' }]);
    expect(await why('--lang', 'en', '--dry-run')).toMatchObject([
      { why: 'you deleted it; --recreate brings it back' },
    ]);
  });

  test('--json is one object on stdout, the same each time', async () => {
    const first = await shell(root, 'backend', '--json');
    const report = JSON.parse(first.out);
    expect(Object.keys(report)).toEqual([
      'version',
      'status',
      'out',
      'dryRun',
      'problems',
      'files',
      'conflicts',
      'diagnostics',
      'migrations',
      'left',
      'risks',
      'timings',
    ]);
    expect(Object.keys(report.files)).toEqual([
      'created',
      'updated',
      'merged',
      'deleted',
      'kept',
      'unchanged',
    ]);
    expect(first.err).toBe('');
    const second = JSON.parse((await shell(root, 'backend', '--json')).out);
    const third = JSON.parse((await shell(root, 'backend', '--json')).out);
    expect({ ...third, timings: 0 }).toEqual({ ...second, timings: 0 });
  });

  test('--dry-run is a tree in which each file names the lines that cause it', async () => {
    const { out } = await shell(root, 'backend', '--dry-run');
    expect(out).toMatch(/\+ note\.ts {2}PRD\.md:6-8/);
    expect(Object.keys(filesIn(root, []))).toEqual(['PRD.md']);
  });

  test('--diff shows the text of it', async () => {
    await shell(root, 'backend');
    put(root, 'PRD.md', editedPrd);
    const { out } = await shell(root, 'backend', '--diff');
    expect(out).toContain('+++ internal/domain/entity/note.ts');
    expect(out).toMatch(/^\+.*body/m);
    expect(read(root, 'internal/domain/entity/note.ts')).not.toContain('body');
  });

  test('--quiet says nothing when all is well', async () => {
    expect(await shell(root, 'backend', '--quiet')).toEqual({ status: 0, out: '', err: '' });
  });

  test('a problem of the PRD is framed on stderr, and nothing is written', async () => {
    put(root, 'PRD.md', broken);
    const { status, out, err } = await shell(root, 'backend');
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/PRD\.md:8:14 error: .*strin/);
    expect(err).toContain('8 |       title: strin(1..80)');
    expect(err).not.toMatch(/\n\s+at /);
    expect(Object.keys(filesIn(root, []))).toEqual(['PRD.md']);
  });

  test('a problem with --json is in the object', async () => {
    put(root, 'PRD.md', broken);
    const { status, out } = await shell(root, 'backend', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      status: 'refused',
      problems: [{ severity: 'error', file: 'PRD.md', line: 8, column: 14, endLine: 8 }],
    });
  });

  test('finds the PRD in docs too, and says where it looked', async () => {
    const other = tree({ 'docs/prd.md': onePrd });
    expect((await shell(other, 'backend', '--json', '--dry-run')).status).toBe(0);
    const { status, err } = await shell(tree(), 'backend');
    expect(status).toBe(1);
    expect(err).toContain('none of PRD.md, docs/PRD.md, docs/prd.md');
    expect((await shell(root, 'backend', 'no.md')).err).toContain('there is no file "no.md"');
  });

  test('a folder that cannot be written is a word, not a stack', async () => {
    put(root, 'file', '');
    const { status, err } = await shell(root, 'backend', '--out', 'file/out');
    expect(status).toBe(1);
    expect(err).toContain('a file stands where a folder should be');
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('is content under --check only when nothing is to do', async () => {
    expect((await shell(root, 'backend', '--check')).status).toBe(1);
    await shell(root, 'backend');
    expect((await shell(root, 'backend', '--check')).status).toBe(0);
  });
});

describe('a conflict', () => {
  const file = 'internal/application/dto/note.ts';

  beforeEach(async () => {
    await shell(root, 'backend');
    put(root, file, read(root, file).replaceAll('80', '90'));
    put(root, 'PRD.md', onePrd.replace('1..80', '1..70'));
  });

  test('is exit 2, shown by status, settled by resolve', async () => {
    const run = await shell(root, 'backend');
    expect(run.status).toBe(2);
    expect(run.out).toContain('awaits you');
    expect(run.out).toContain(file);
    expect(run.out).toMatch(/next: npx plop status\n$/);
    expect(read(root, file)).toContain('90');

    const status = await shell(root, 'status');
    expect(status.status).toBe(2);
    expect(status.out).toContain(file);
    expect((await shell(root, 'backend', '--check')).status).toBe(1);

    expect((await shell(root, 'resolve', 'nothing.ts')).status).toBe(1);
    const resolved = await shell(root, '解决', file);
    expect(resolved.out).toContain(file);
    expect((await shell(root, 'resolve')).status).toBe(0);
    expect((await shell(root, '状态')).out).toBe('没有待处理事项\n');
    expect((await shell(root, 'backend', '--check')).status).toBe(0);
  });

  test('is written as markers when told', async () => {
    expect((await shell(root, 'backend', '--conflict=markers', '--quiet')).status).toBe(2);
    expect(read(root, file)).toContain('<<<<<<<');
  });
});

describe('undo', () => {
  test('takes the last run back', async () => {
    await shell(root, 'backend');
    const before = filesIn(root);
    put(root, 'PRD.md', editedPrd);
    await shell(root, 'backend');
    const { status, out } = await shell(root, 'undo');
    expect(status).toBe(0);
    expect(out).toMatch(/taken back: \d+ files/);
    expect({ ...filesIn(root), 'PRD.md': onePrd }).toEqual(before);
  });

  test('says when there is nothing', async () => {
    expect((await shell(root, 'undo')).err).toContain('nothing has been generated');
  });
});

describe('prd', () => {
  test('prd:check names all problems in one pass', async () => {
    put(root, 'PRD.md', broken.replace('    fields:\n', '    fields:\n      done: bol\n'));
    const { status, err } = await shell(root, 'prd:check');
    expect(status).toBe(1);
    expect(err.match(/error:/g)?.length).toBeGreaterThan(1);
    put(root, 'PRD.md', onePrd);
    expect(await shell(root, 'prd:check')).toEqual({
      status: 0,
      out: 'PRD.md: no problems\n',
      err: '',
    });
  });

  const trapped = onePrd.replace(
    '    fields:\n',
    '    fields: { price: decimal(12,2), rate: decimal(5,4), photo: -> Nowhere }\n    owner: nobody\n    # ',
  );
  const trappedProblems = [
    '7:32 prd.flow_comma',
    '7:52 prd.flow_comma',
    '7:67 prd.unknown_entity',
    '8:12 prd.owner_without_principal',
  ];

  test.each([
    ['en', 'error:', 'the comma in "decimal(5,4)"'],
    ['zh', '错误：', '“decimal(5,4)”里的逗号'],
  ])('traps hide nothing of the meaning, in %s', async (lang, error, comma) => {
    put(root, 'PRD.md', trapped.replace('lang: en', `lang: ${lang}`));
    const report = JSON.parse((await shell(root, 'prd:check', '--json')).out);
    expect(
      report.problems.map(
        (one: Record<string, unknown>) => `${one['line']}:${one['column']} ${one['code']}`,
      ),
    ).toEqual(trappedProblems);
    for (const command of ['prd:check', 'backend']) {
      const { status, err } = await shell(root, command);
      expect(status).toBe(1);
      expect(err.split(error)).toHaveLength(trappedProblems.length + 1);
      expect(err).toContain(comma);
    }
  });

  test('prd:fmt changes a PRD once', async () => {
    put(root, 'PRD.md', onePrd.replace('string(1..80)', 'string(1..80)  unique   =  "a" # why'));
    expect((await shell(root, 'prd:fmt', '--check')).status).toBe(1);
    expect((await shell(root, 'prd:fmt', '--diff')).out).toMatch(/^-.*unique {3}/m);
    expect((await shell(root, 'prd:fmt')).status).toBe(0);
    expect(read(root, 'PRD.md')).toContain('# why');
    expect((await shell(root, 'prd:fmt', '--check')).status).toBe(0);
  });

  test('prd:schema is a JSON Schema', async () => {
    const { out } = await shell(root, 'prd:schema');
    expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
  });
});

describe('new', () => {
  const starters = ['minimal', 'shop', 'saas', 'blog'].flatMap((name) =>
    (['en', 'zh'] as const).map((lang) => [name, lang] as const),
  );

  test.each(starters)(
    '%s in %s is a PRD without problems, in canonical form',
    async (name, lang) => {
      const made = await shell(root, 'new', 'my-shop', '--template', name, '--lang', lang);
      expect(made.status).toBe(0);
      const project = join(root, 'my-shop');
      expect(Object.keys(filesIn(project))).toEqual([
        '.gitignore',
        'PRD.md',
        'package.json',
        'plopfile.ts',
      ]);
      expect(read(project, 'PRD.md')).toContain('name: my-shop\n');
      expect((await shell(project, 'prd:check', '--strict')).err).toBe('');
      expect((await shell(project, 'prd:fmt', '--check')).status).toBe(0);
      expect((await shell(project, 'backend', '--quiet')).status).toBe(0);
      expect((await shell(project, 'backend', '--check', '--quiet')).status).toBe(0);
      const { devDependencies } = JSON.parse(read(project, 'package.json'));
      expect(devDependencies).toMatchObject({
        ashlar: expect.any(String),
        plop: expect.any(String),
      });
    },
  );

  test('only an empty folder, and what npm left there', async () => {
    const { status, err } = await shell(root, 'new');
    expect(status).toBe(1);
    expect(err).toContain('is not empty: PRD.md');
    rmSync(join(root, 'PRD.md'));
    put(
      root,
      'package.json',
      '{"name":"x","version":"1.0.0","type":"commonjs","dependencies":{"ashlar":"file:a.tgz"}}',
    );
    expect((await shell(root, '新建')).status).toBe(0);
    expect(JSON.parse(read(root, 'package.json'))).toMatchObject({
      type: 'module',
      dependencies: { ashlar: 'file:a.tgz' },
    });
  });
});

describe('every generator', () => {
  test.each(generators.map(({ name }) => name))(
    '%s has a page of help in both languages',
    async (name) => {
      const english = await shell(root, name, '--help');
      expect(english).toMatchObject({ status: 0, err: '' });
      expect(english.out).toContain(`npx plop ${name}`);
      const chinese = await shell(root, name, '--help', '--lang', 'zh');
      expect(chinese.out).toMatch(/\p{Script=Han}/u);
      expect(Object.keys(filesIn(root, []))).toEqual(['PRD.md']);
    },
  );

  test.each(generators.map(({ name }) => name))(
    '%s refuses a flag that nobody has',
    async (name) => {
      const { status, err } = await shell(root, name, '--jsn');
      expect(status).toBe(1);
      expect(err).toContain('unknown flag "--jsn"');
      expect(err).toContain('did you mean "--json"?');
    },
  );
});
