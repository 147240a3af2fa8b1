import { basename } from 'node:path';
import type { Result, Summary } from '../engine.ts';
import type { Lang } from '../diagnostic.ts';
import { reasons, writes } from '../merge/index.ts';
import type { Action, FileChange } from '../merge/index.ts';
import { version } from '../version.ts';
import { causeText } from './causes.ts';
import { diffOf } from './diff.ts';
import type { Shell } from './generator.ts';
import { enter, shownFolder } from './paths.ts';
import { paintOf } from './paint.ts';
import type { Paint } from './paint.ts';
import { treeOf, wholeTree } from './tree.ts';
import type { Leaf } from './tree.ts';
import { conflictKinds, speaker } from './words.ts';

export interface TextOptions {
  readonly shell: Shell;
  readonly diff: boolean;
  /** The command that the user types next, when all is in place. */
  readonly next: string;
}

const marks: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  merge: '±',
  delete: '-',
  keep: '=',
  adopt: '=',
  unchanged: '=',
};
const most = 8;

const singular = {
  modules: 'module',
  entities: 'entity',
  commands: 'command',
  queries: 'query',
} as const;

/** What a person sees when a run is over. */
export function resultText(result: Result, { shell, diff, next }: TextOptions): string {
  const paint = paintOf(shell.color);
  const { lang, report } = result;
  const say = speaker(lang);
  const blocks = [
    [`${paint.bold(`ashlar ${version}`)} ${paint.dim(say('welcome'))}`],
    result.summary === null ? [] : summaryLines(result.summary, lang, paint),
    filesLines(result, shell, paint),
    diff ? result.changes.filter(writes).flatMap((change) => diffOf(change, paint)) : [],
    listed(say('migrations'), migrationLines(result, paint), lang, paint),
    listed(
      say('risks'),
      report.risks.map(({ message, mitigation }) => `${message} ${paint.dim(`→ ${mitigation}`)}`),
      lang,
      paint,
    ),
    listed(
      say('left'),
      report.left.map(({ feature, line, why }) => `${feature} (${say('line')} ${line}): ${why}`),
      lang,
      paint,
    ),
    listed(paint.yellow(say('awaits')), awaiting(result), lang, paint),
    result.part === null ? [] : [paint.dim(say('narrowed'))],
    [`${paint.bold(say('next'))}: ${paint.cyan(nextStep(result, shell, next))}`],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function summaryLines(summary: Summary, lang: Lang, paint: Paint): readonly string[] {
  const say = speaker(lang);
  const counts = (['modules', 'entities', 'commands', 'queries'] as const)
    .filter((key) => summary[key] > 0)
    .map((key) => `${summary[key]} ${say(summary[key] === 1 ? singular[key] : key)}`);
  return [
    `${say('read')} ${paint.bold(summary.name)}: ${counts.join(', ')}`,
    ...(summary.flows.length > 0 ? [`  ${say('flow')}: ${cut(summary.flows, '; ', lang)}`] : []),
    ...(summary.load.length > 0 ? [`  ${say('load')}: ${cut(summary.load, ', ', lang)}`] : []),
  ];
}

function filesLines(
  { report, changes, prd, lang, root }: Result,
  shell: Shell,
  paint: Paint,
): readonly string[] {
  const say = speaker(lang);
  const written = changes.filter(writes);
  if (written.length === 0) {
    return [
      `${paint.green('✔')} ${say('nothing')} (${report.files.unchanged + report.files.kept.length})`,
    ];
  }
  const { created, updated, merged, deleted, kept, unchanged } = report.files;
  const counts = [
    [created.length, say('created')],
    [updated.length, say('updated')],
    [merged.length, say('merged')],
    [deleted.length, say('deleted')],
    [kept.length, say('kept')],
    [unchanged, say('unchanged')],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count} ${word}`);
  const head = `${report.dryRun ? say('wouldWrite') : say('written')} ${paint.bold(shownFolder(root, shell.cwd))}: ${counts.join(', ')}`;
  const leaves = written.map((change): Leaf => ({
    path: change.path,
    mark: marks[change.action],
    note: report.dryRun
      ? paint.dim(causeText(basename(prd.file), change.causes))
      : noteOf(change, lang, paint),
  }));
  return [
    head,
    ...(report.dryRun ? wholeTree(leaves) : treeOf(leaves, Math.max(8, shell.rows - 16))),
  ];
}

function noteOf({ action, reason }: FileChange, lang: Lang, paint: Paint): string {
  return action === 'create' || action === 'update' ? '' : paint.dim(reasons[reason][lang]);
}

/** Each new file, and what it does to the database. */
function migrationLines({ report, steps, lang }: Result, paint: Paint): readonly string[] {
  return report.migrations.map((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.sql'.length);
    const own = steps.filter(({ migration }) => migration === name);
    return [path, ...own.map((step) => paint.dim(`    ${stepText(step, lang)}`))].join('\n');
  });
}

function stepText(
  { what, lock, reversible, contract }: Result['steps'][number],
  lang: Lang,
): string {
  const say = speaker(lang);
  const said = [lock, say(reversible ? 'reversible' : 'irreversible')];
  return `${what} (${[...said, ...(contract ? [say('byContract')] : [])].join('; ')})`;
}

/** Conflicts, type errors, and files that stay as the user has them although the PRD moved on. */
export function awaiting({ report, changes, lang }: Result): readonly string[] {
  return [
    ...report.conflicts.map(
      ({ path, key, kind }) => `${path} ${key}: ${conflictKinds[kind][lang]}`,
    ),
    ...report.diagnostics.map(
      ({ path, line, column, code, message }) => `${path}:${line}:${column} ${code} ${message}`,
    ),
    ...changes
      .filter(({ reason }) => reason === 'orphan' || reason === 'still_deleted')
      .map(({ path, reason }) => `${path}: ${reasons[reason][lang]}`),
  ];
}

function listed(
  title: string,
  items: readonly string[],
  lang: Lang,
  paint: Paint,
): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length - most;
  const rest = more > 0 ? [paint.dim(`  … ${more} ${speaker(lang)('more')}`)] : [];
  return [
    `${title} (${items.length})`,
    ...items.slice(0, most).map((item) => `  - ${item}`),
    ...rest,
  ];
}

function nextStep({ report, root }: Result, shell: Shell, next: string): string {
  if (report.conflicts.length > 0) return 'npx plop status';
  return enter(root, shell.cwd) + next;
}

function cut(items: readonly string[], separator: string, lang: Lang): string {
  const rest =
    items.length > most ? `${separator}… ${items.length - most} ${speaker(lang)('more')}` : '';
  return items.slice(0, most).join(separator) + rest;
}
