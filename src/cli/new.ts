import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Lang } from '../diagnostic.ts';
import { template } from '../emit/index.ts';
import { emptyReport } from '../report.ts';
import { templatesFolder } from '../version.ts';
import { packageJson } from './package-json.ts';
import type { Arguments } from './arguments.ts';
import type { Outcome, Shell } from './generator.ts';
import { enter, shownFolder } from './paths.ts';
import { refuse } from './problem.ts';

/** May stand in the folder already: what is there after `npm install ashlar`. */
const harmless = new Set([
  '.git',
  '.DS_Store',
  'node_modules',
  'package.json',
  'package-lock.json',
]);

/** `new [NAME]`: an empty folder becomes a project. */
export async function startProject(args: Arguments, shell: Shell): Promise<Outcome> {
  const root = resolve(shell.cwd, args.positional ?? '.');
  const there = await entriesOf(root);
  const taken = there.filter((name) => !harmless.has(name));
  if (taken.length > 0) throw notEmpty(root, taken, shell.lang);
  const files = new Map([
    ['.gitignore', template('gitignore', {})],
    ['PRD.md', await starter(args.text('template') ?? 'minimal', nameOf(root), shell.lang)],
    ['package.json', packageJson(root, await textOf(root, 'package.json'))],
    ['plopfile.ts', template('plopfile.ts', {})],
  ]);
  await mkdir(root, { recursive: true });
  for (const [name, text] of files) await writeFile(join(root, name), text);
  const report = emptyReport(root);
  const created = [...files.keys()].filter((name) => !there.includes(name));
  const updated = [...files.keys()].filter((name) => there.includes(name));
  return {
    report: { ...report, files: { ...report.files, created, updated } },
    text: message(root, [...files.keys()], shell),
    problems: '',
  };
}

async function textOf(root: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(root, name), 'utf8');
  } catch {
    return null;
  }
}

async function entriesOf(root: string): Promise<readonly string[]> {
  try {
    return await readdir(root);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function notEmpty(root: string, taken: readonly string[], lang: Lang) {
  const some = taken.slice(0, 3).join(', ');
  return refuse(
    'cli.not_empty',
    lang,
    { en: `${root} is not empty: ${some}`, zh: `${root} 不是空目录：${some}` },
    { en: 'name a new folder: npx plop new NAME', zh: '请指定新目录：npx plop new NAME' },
  );
}

/** The folder's name as the PRD's `name`: kebab-case, beginning with a letter. */
function nameOf(root: string): string {
  const words = basename(root)
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = (words ?? []).join('-').replace(/^[0-9-]+/, '');
  return name === '' ? 'my-backend' : name;
}

async function starter(name: string, project: string, lang: Lang): Promise<string> {
  const file = join(templatesFolder, 'new', name, `PRD.${lang}.md`);
  return (await readFile(file, 'utf8')).replace(/^name: .*$/m, `name: ${project}`);
}

function message(root: string, files: readonly string[], { cwd, lang }: Shell): string {
  const folder = shownFolder(root, cwd);
  const next = `${enter(root, cwd)}npm install && npx plop backend`;
  const text = {
    en: `a new project stands in ${folder}: ${files.join(', ')}\nwrite your product into PRD.md, then: ${next}`,
    zh: `新项目已建于 ${folder}：${files.join('、')}\n请在 PRD.md 中写下您的产品，然后运行：${next}`,
  };
  return `${text[lang]}\n`;
}
