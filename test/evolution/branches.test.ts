import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/engine.ts';
import type { Result } from '../../src/engine.ts';
import { put, tree } from '../support/tree.ts';
import { catalog, differences } from './catalog.ts';
import { embedded, empty, loadRunner, Project } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

const prd = (note = '', tag = ''): string => `---
prd: 1
name: notes
lang: en
entities:
  Note:
    fields:
      title: string(1..80)
${note}
  Tag:
    fields:
      name: string(1..30)
${tag}
---

# Notes
`;
const ours = prd('      pages: int = 1');
const theirs = prd('', '      color: string(1..20)?');
const both = prd('      pages: int = 1', '      color: string(1..20)?');

const folder = 'internal/infrastructure/persistence/migrations';
const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

const git = (root: string, ...args: string[]) =>
  execa('git', [...author, ...args], { cwd: root, reject: false });

async function commit(root: string, text: string): Promise<Result> {
  put(root, 'PRD.md', text);
  const result = await generate({ cwd: root });
  await git(root, 'add', '-A');
  await git(root, 'commit', '-q', '-m', 'version');
  return result;
}

const migrationsIn = (root: string): readonly string[] =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith('.sql'));

/** A project whose two branches each made a migration. */
async function forked(): Promise<string> {
  const root = tree({});
  await git(root, 'init', '-q', '-b', 'main');
  await commit(root, prd());
  await git(root, 'switch', '-q', '-c', 'theirs');
  await commit(root, theirs);
  await git(root, 'switch', '-q', 'main');
  await commit(root, ours);
  return root;
}

async function expectJoined(root: string): Promise<void> {
  put(root, 'PRD.md', both);
  const before = migrationsIn(root);
  expect(before).toHaveLength(5);
  const { diagnostics } = await generate({ cwd: root });
  const said = diagnostics.find(({ code }) => code === 'evolution.branches_joined');
  expect(said?.message).toMatch(/0002_expand_\w+\.sql, 0002_expand_\w+\.sql, 0003_/);
  // Both edits are in the database already: there is nothing to plan.
  expect(migrationsIn(root)).toEqual(before);
  const again = await generate({ cwd: root, check: true });
  expect(again.diagnostics).toEqual([]);
  await generate({ cwd: root, contract: true });
  await empty(db);
  await runner.migrate(db, () => {}, pathToFileURL(`${join(root, folder)}/`));
  const joined = await catalog(db);
  await empty(db);
  const fresh = new Project();
  fresh.edit(both);
  await runner.migrate(db, () => {}, fresh.folder);
  expect(differences(joined, await catalog(db))).toEqual([]);
  fresh.remove();
}

test('two branches that each made a migration, merged by git', { timeout: 180_000 }, async () => {
  const root = await forked();
  await git(root, 'merge', '-q', '-X', 'ours', 'theirs');
  await expectJoined(root);
});

test('the same, before the merge is committed', { timeout: 180_000 }, async () => {
  const root = await forked();
  await git(root, 'merge', '-q', '-X', 'ours', '--no-commit', 'theirs');
  await expectJoined(root);
});

test('one branch rebased onto the other', { timeout: 180_000 }, async () => {
  const root = await forked();
  await git(root, 'rebase', '-q', '-X', 'theirs', 'theirs');
  await expectJoined(root);
});

test('one name changed in two ways is refused, with what to do', { timeout: 180_000 }, async () => {
  const root = tree({});
  const renamed = (name: string): string =>
    prd().replace('title: string(1..80)', `${name}: string(1..80) was(title)`);
  await git(root, 'init', '-q', '-b', 'main');
  await commit(root, prd());
  await git(root, 'switch', '-q', '-c', 'theirs');
  await commit(root, renamed('headline'));
  await git(root, 'switch', '-q', 'main');
  await commit(root, renamed('caption'));
  await git(root, 'merge', '-q', '-X', 'ours', 'theirs');
  const { diagnostics } = await generate({ cwd: root });
  expect(diagnostics[0]).toMatchObject({
    code: 'evolution.branches_differ',
    next: expect.stringContaining('.ashlar/manifest.json'),
  });
});
