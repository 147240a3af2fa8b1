import { relative, resolve } from 'node:path';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { PlannedStep } from '../evolution/index.ts';
import { conflictsOf, reasons, writes } from '../merge/index.ts';
import type { ChangeSet, FileChange, TypeProblem } from '../merge/index.ts';
import { emptyReport, reportProblem } from '../report.ts';
import type { Report, Status } from '../report.ts';
import type { Facts } from './facts.ts';
import type { FoundPrd } from './find-prd.ts';
import type { Part } from './parts.ts';
import type { Summary } from './summary.ts';

/** What a run has to say: the report that programs read, and what a person is shown besides. */
export interface Result {
  readonly report: Report;
  readonly lang: Lang;
  readonly root: string;
  readonly prd: FoundPrd;
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly FileChange[];
  readonly summary: Summary | null;
  readonly part: Part | null;
  /** What the new migrations do, step by step. */
  readonly steps: readonly PlannedStep[];
}

export interface Finished {
  readonly request: {
    readonly cwd: string;
    readonly dryRun?: boolean;
    readonly check?: boolean;
    readonly part?: Part | null;
  };
  readonly prd: FoundPrd;
  readonly root: string;
  readonly facts: Facts;
  readonly changeSet: ChangeSet;
  readonly types: readonly TypeProblem[];
  /** Files known to be as they were, beside those of the change set. */
  readonly unchanged: number;
  /** Of the migrations that are new. */
  readonly steps: readonly PlannedStep[];
  readonly timings: Report['timings'];
}

export function resultOf(finished: Finished): Result {
  const { request, prd, root, facts, changeSet, types, steps, timings } = finished;
  const { changes } = changeSet;
  const diagnostics = [...facts.warnings, ...(request.check ? outOfDate(finished) : [])];
  const isDry = request.dryRun === true || request.check === true;
  const report: Report = {
    ...emptyReport(root, isDry),
    status: statusOf(finished, diagnostics),
    problems: diagnostics.map((one) =>
      reportProblem(one, (file) => fromRoot(root, request.cwd, file)),
    ),
    files: filesOf(finished),
    conflicts: conflictsOf(changeSet)
      .map(({ path, key, kind }) => ({ path, key, kind }))
      .sort((one, other) => compare(one.path + one.key, other.path + other.key)),
    diagnostics: types,
    migrations: migrationsOf(changes),
    left: facts.left.toSorted(
      (one, other) => one.line - other.line || compare(one.feature, other.feature),
    ),
    risks: facts.risks.toSorted((one, other) =>
      compare(one.code + one.message, other.code + other.message),
    ),
    timings,
  };
  const { lang, summary } = facts;
  return {
    report,
    lang,
    root,
    prd,
    diagnostics,
    changes,
    summary,
    part: request.part ?? null,
    steps,
  };
}

/** Nothing was written. */
export function refusal(
  { request, prd, root, timings }: Pick<Finished, 'request' | 'prd' | 'root' | 'timings'>,
  diagnostics: readonly Diagnostic[],
  lang: Lang,
): Result {
  const report: Report = {
    ...emptyReport(root, request.dryRun === true || request.check === true),
    status: 'refused',
    problems: diagnostics.map((one) =>
      reportProblem(one, (file) => fromRoot(root, request.cwd, file)),
    ),
    timings,
  };
  const part = request.part ?? null;
  return { report, lang, root, prd, diagnostics, changes: [], summary: null, part, steps: [] };
}

function statusOf({ changeSet, types }: Finished, diagnostics: readonly Diagnostic[]): Status {
  if (diagnostics.some((one) => one.severity === 'error')) return 'refused';
  const isOpen = Object.keys(changeSet.state.pins).length > 0 || types.length > 0;
  return isOpen ? 'attention' : 'ok';
}

/** What `--check` is not content with. */
function outOfDate({ changeSet, facts, types }: Finished): Diagnostic[] {
  const stale = changeSet.changes.filter(writes).map(({ path }) => path);
  const open = Object.keys(changeSet.state.pins);
  const texts = {
    stale: {
      en: `${stale.length} files are not as this PRD and version give them: ${some(stale)}`,
      zh: `有 ${stale.length} 个文件与此 PRD 及当前版本的生成结果不符：${some(stale)}`,
    },
    open: {
      en: `${open.length} files await you: ${some(open)}`,
      zh: `有 ${open.length} 个文件待处理：${some(open)}`,
    },
    types: {
      en: `${types.length} type errors in code that you changed`,
      zh: `您修改过的代码中有 ${types.length} 处类型错误`,
    },
    run: { en: 'run it without --check', zh: '请去掉 --check 再运行' },
    resolve: { en: 'npx plop status shows them', zh: '用 npx plop status 查看' },
  };
  const error = (code: string, text: keyof typeof texts, next: keyof typeof texts): Diagnostic => ({
    code: `check.${code}`,
    severity: 'error',
    message: texts[text][facts.lang],
    next: texts[next][facts.lang],
  });
  return [
    ...(stale.length > 0 ? [error('out_of_date', 'stale', 'run')] : []),
    ...(open.length > 0 ? [error('awaits_you', 'open', 'resolve')] : []),
    ...(types.length > 0 ? [error('type_errors', 'types', 'resolve')] : []),
  ];
}

function some(paths: readonly string[]): string {
  return paths.length > 3 ? `${paths.slice(0, 3).join(', ')} …` : paths.join(', ');
}

function filesOf({ changeSet, facts, unchanged }: Finished): Report['files'] {
  const of = (action: FileChange['action']) =>
    changeSet.changes.filter((change) => change.action === action);
  return {
    created: of('create').map(({ path }) => path),
    updated: of('update').map(({ path }) => path),
    merged: of('merge').map(({ path }) => path),
    deleted: of('delete').map(({ path }) => path),
    kept: of('keep').map(({ path, reason }) => ({ path, why: reasons[reason][facts.lang] })),
    unchanged: unchanged + of('unchanged').length + of('adopt').length,
  };
}

function migrationsOf(changes: readonly FileChange[]): readonly string[] {
  return changes
    .filter(({ action, path }) => action === 'create' && /\/migrations\/.*\.sql$/.test(path))
    .map(({ path }) => path);
}

function fromRoot(root: string, cwd: string, file: string): string {
  return relative(root, resolve(cwd, file)).replaceAll('\\', '/');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
