import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic.ts';
import { emit } from '../../src/emit/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';
import { onePrd } from '../support/prd.ts';
import { tree } from '../support/tree.ts';

function modelOf(text = onePrd) {
  const { document } = readPrd(text, 'PRD.md');
  if (!document) throw new Error('the PRD has errors');
  return buildModel(document).model;
}

async function codeOf(overrides: string): Promise<string | undefined> {
  return emit(modelOf(), { overrides }).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof DiagnosticError)) throw error;
      return error.diagnostics[0]?.code;
    },
  );
}

describe('emit', () => {
  test('gives each path once, sorted, with the places that cause it', async () => {
    const plan = await emit(modelOf());
    const paths = plan.map((file) => file.path);
    expect(paths).toEqual([...new Set(paths)].sort());
    expect(paths).toContain('package.json');
    expect(paths).toContain('internal/domain/entity/note.ts');
    const entity = plan.find((file) => file.path === 'internal/domain/entity/note.ts');
    expect(entity?.causes[0]?.start.line).toBe(6);
    expect(plan.every((file) => file.causes.length > 0)).toBe(true);
  });

  test('is the same each time', async () => {
    expect(await emit(modelOf())).toEqual(await emit(modelOf()));
  });

  test('takes an emitter of the user beside ours', async () => {
    const overrides = tree({
      'emitters/docs/entity.ts': `export const emitter = {
        each: 'entity',
        path: (entity: { names: { kebab: string } }) => 'docs/' + entity.names.kebab + '.md',
        build: (entity: { names: { code: string } }) => '# ' + entity.names.code + '\\n',
      };`,
    });
    const plan = await emit(modelOf(), { overrides });
    expect(plan.find((file) => file.path === 'docs/note.md')?.text).toBe('# Note\n');
  });

  test('takes an emitter of the user in place of ours at the same path', async () => {
    const overrides = tree({
      'emitters/gitignore.ts': `export const emitter = {
        each: 'project', path: () => '.gitignore', build: () => 'mine\\n' };`,
    });
    const plan = await emit(modelOf(), { overrides });
    expect(plan.find((file) => file.path === '.gitignore')?.text).toBe('mine\n');
  });

  test('takes a template of the user in place of ours, and only for this run', async () => {
    const overrides = tree({ 'templates/gitignore.ejs': 'node_modules/\nmine/\n' });
    const textIn = async (options: { overrides?: string }) =>
      (await emit(modelOf(), options)).find((file) => file.path === '.gitignore')?.text;
    expect(await textIn({ overrides })).toBe('node_modules/\nmine/\n');
    expect(await textIn({})).not.toContain('mine');
  });

  test.each([
    ['emit.no_emitter', { 'emitters/a.ts': 'export const other = 1;' }],
    [
      'emit.no_emitter',
      {
        'emitters/a.ts': `export const emitter = { each: 'nobody', path: () => 'a', build: () => '' };`,
      },
    ],
    ['emit.broken_emitter', { 'emitters/a.ts': `throw new Error('no');` }],
    [
      'emit.path_taken',
      {
        'emitters/a.ts': `export const emitter = { each: 'project', path: () => 'Package.JSON', build: () => '' };`,
      },
    ],
    [
      'emit.failed',
      {
        'emitters/a.ts': `export const emitter = { each: 'project', path: () => 'a', build() { throw new Error('no'); } };`,
      },
    ],
    ['emit.failed', { 'templates/gitignore.ejs': '<%- it.nothing.there %>' }],
  ])('refuses with %s', async (code, files) => {
    expect(await codeOf(tree(files))).toBe(code);
  });
});
