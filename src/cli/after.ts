import { existsSync } from 'node:fs';
import { relative, resolve as resolvePath } from 'node:path';
import type { Lang } from '../diagnostic.ts';
import { CONFLICT_REPORT, openConflicts, resolve, undo } from '../apply/index.ts';
import { readState } from '../state/index.ts';
import { emptyReport } from '../report.ts';
import type { Report } from '../report.ts';
import type { Arguments } from './arguments.ts';
import type { Outcome, Shell } from './generator.ts';
import { refuse } from './problem.ts';
import { conflictKinds } from './words.ts';

/** `status`: what awaits the user. */
export async function showStatus(args: Arguments, shell: Shell): Promise<Outcome> {
  const root = rootOf(args, shell);
  const open = Object.keys(readState(root).manifest.pins);
  const conflicts = openConflicts(root).map(({ path, key, kind }) => ({ path, key, kind }));
  const report: Report = {
    ...emptyReport(root),
    status: open.length > 0 ? 'attention' : 'ok',
    conflicts: conflicts.toSorted((one, other) =>
      one.path + one.key < other.path + other.key ? -1 : 1,
    ),
  };
  if (open.length === 0)
    return said(report, shell.lang, { en: 'nothing awaits you', zh: '没有待处理事项' });
  const lines = report.conflicts.map(
    ({ path, key, kind }) => `  - ${path} ${key}: ${conflictKinds[kind][shell.lang]}`,
  );
  return said(report, shell.lang, {
    en: `${open.length} files await you (${CONFLICT_REPORT} shows all sides):\n${lines.join('\n')}\nnext: npx plop resolve ${open[0] ?? ''}`,
    zh: `有 ${open.length} 个文件待处理（详见 ${CONFLICT_REPORT}）：\n${lines.join('\n')}\n下一步：npx plop resolve ${open[0] ?? ''}`,
  });
}

/** `resolve [PATH]`. */
export async function resolveConflicts(args: Arguments, shell: Shell): Promise<Outcome> {
  const root = rootOf(args, shell);
  const path = args.positional === null ? undefined : inRoot(args.positional, root, shell);
  const { paths, left } = await resolve(root, path);
  const report: Report = { ...emptyReport(root), status: left.length > 0 ? 'attention' : 'ok' };
  return said(report, shell.lang, {
    en: `settled: ${listed(paths)}; still open: ${listed(left)}`,
    zh: `已解决：${listed(paths)}；仍待处理：${listed(left)}`,
  });
}

/** `undo`. */
export async function takeBack(args: Arguments, shell: Shell): Promise<Outcome> {
  const root = rootOf(args, shell);
  const { paths, left } = await undo(root);
  const report = emptyReport(root);
  return said({ ...report, files: { ...report.files, updated: paths } }, shell.lang, {
    en: `the last run is taken back: ${paths.length} files are as they were; ${left} earlier runs can be taken back`,
    zh: `已撤销上一次运行：${paths.length} 个文件恢复原状；还可撤销 ${left} 次`,
  });
}

/** The project that has been generated: the folder named, else the one the user is in. */
function rootOf(args: Arguments, { cwd, lang }: Shell): string {
  const root = resolvePath(cwd, args.text('out') ?? '.');
  if (existsSync(resolvePath(root, '.ashlar'))) return root;
  throw refuse(
    'cli.no_project',
    lang,
    { en: `nothing has been generated in ${root}`, zh: `${root} 中没有生成过项目` },
    { en: 'go to the project, or name it: --out=DIR', zh: '请进入项目目录，或用 --out=DIR 指明' },
  );
}

/** A path as the state has it, given as the user sees it. */
function inRoot(path: string, root: string, { cwd }: Shell): string {
  const asSeen = relative(root, resolvePath(cwd, path)).replaceAll('\\', '/');
  return asSeen.startsWith('..') ? path : asSeen;
}

function listed(paths: readonly string[]): string {
  return paths.length === 0 ? '0' : paths.join(', ');
}

function said(report: Report, lang: Lang, text: Readonly<Record<Lang, string>>): Outcome {
  return { report, text: `${text[lang]}\n`, problems: '' };
}
