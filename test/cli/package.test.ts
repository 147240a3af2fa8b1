import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { onePrd } from '../support/prd.ts';
import { filesIn, put, read, tree } from '../support/tree.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
/** Where the package is installed from its tarball, as a user does it. */
const home = join(checkout, '.cache/package');

async function at(command: string, args: readonly string[], cwd = home) {
  const path = `${home}/node_modules/.bin:${process.env['PATH'] ?? ''}`;
  return execa(command, args, {
    cwd,
    env: { PATH: path, CI: 'true' },
    reject: false,
    stdin: 'ignore',
  });
}

beforeAll(async () => {
  const { rmSync, mkdirSync } = await import('node:fs');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  await execa('npm', ['pack', '--silent', '--pack-destination', home], { cwd: checkout });
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
  put(
    home,
    'package.json',
    JSON.stringify({ private: true, type: 'module', allowScripts: { node: true } }),
  );
  const wanted = [`./${tarball}`, 'plop@4.0.5', 'node@24.21.0'];
  await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...wanted], {
    cwd: home,
  });
}, 300_000);

describe('the package, from its tarball', () => {
  test('holds JavaScript, types and templates, and nothing of the workshop', () => {
    const root = join(home, 'node_modules/ashlar');
    const paths = Object.keys(filesIn(root));
    expect(paths).toContain('dist/plopfile.js');
    expect(paths).toContain('dist/src/index.d.ts');
    expect(paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
    expect(paths.filter((path) => /^(test|fixtures|bench|src)\//.test(path))).toEqual([]);
  });

  test('works by its own command', async () => {
    const project = join(tree(), 'shop');
    const made = await at('ashlar', ['new', project, '--template', 'minimal']);
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    const run = await at('ashlar', ['backend', '--json'], project);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'ok' });
    expect((await at('ashlar', ['backend', '--check', '--quiet'], project)).exitCode).toBe(0);
    expect((await at('ashlar', ['bakend'], project)).stderr).toContain('did you mean "backend"?');
    expect((await at('ashlar', ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('works by plop.load, beside generators of the user', async () => {
    put(
      home,
      'plopfile.ts',
      `export default async function (plop: any) {
        await plop.load('ashlar', {}, { generators: true });
        plop.setGenerator('mine', { prompts: [], actions: [() => 'done by mine'] });
      }`,
    );
    put(home, 'app/PRD.md', onePrd);
    const run = await at('plop', ['backend', 'app/PRD.md', '--json']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'ok', out: join(home, 'app') });
    expect((await at('plop', ['mine'])).exitCode).toBe(0);
    const wrong = await at('plop', ['bakend']);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('did you mean "backend"?');
  });

  test('gives the same bytes as the checkout', async () => {
    const root = tree({ 'a/PRD.md': onePrd, 'b/PRD.md': onePrd });
    await at('ashlar', ['backend', '--quiet'], `${root}/a`);
    await execa(process.execPath, [`${checkout}bin/ashlar.ts`, 'backend', '--quiet'], {
      cwd: `${root}/b`,
    });
    const without = ['.ashlar'];
    expect(filesIn(`${root}/a`, without)).toEqual(filesIn(`${root}/b`, without));
  });

  test('can be imported by a program, and by an emitter of the user', async () => {
    put(home, 'app2/PRD.md', onePrd);
    put(
      home,
      'app2/ashlar/emitters/docs/entity.ts',
      `import { defineEmitter } from 'ashlar';
      export const emitter = defineEmitter({
        each: 'entity', path: (entity) => 'docs/' + entity.names.kebab + '.md', build: (entity) => '# ' + entity.label + '\\n' });`,
    );
    put(
      home,
      'program.ts',
      `import { generate } from 'ashlar';
      const { report } = await generate({ cwd: process.cwd(), prd: 'app2/PRD.md' });
      console.log(report.status, report.files.created.includes('docs/note.md'));`,
    );
    expect((await at('node', ['program.ts'])).stdout).toBe('ok true');
    expect(read(home, 'app2/docs/note.md')).toBe('# Note\n');
  });

  test('names the versions that it was built with', () => {
    const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
    for (const version of Object.values(manifest.dependencies))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
