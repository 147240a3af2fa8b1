import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { DiagnosticError } from '../diagnostic.ts';
import type { ChangeSet } from '../merge/change-set.ts';
import { conflictsOf } from '../merge/change-set.ts';
import { openDisk } from '../merge/disk.ts';
import { sha256 } from '../state/index.ts';
import { shaOf } from './files.ts';
import { withLock } from './lock.ts';
import { CONFLICT_REPORT, operationsOf } from './operations.ts';
import type { Operation } from './operations.ts';
import { nextId, recover, transact } from './transaction.ts';
import type { Step, Watch } from './transaction.ts';

export interface Report {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly merged: readonly string[];
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
  readonly unchanged: number;
  readonly conflicts: readonly {
    readonly path: string;
    readonly key: string;
    readonly kind: string;
  }[];
  /** The page to read when there are conflicts. */
  readonly conflictReport: string | null;
}

/** Carries a change set out, all of it or nothing, whatever happens to the process. */
export async function apply(
  changeSet: ChangeSet,
  root: string,
  watch: Watch = () => {},
): Promise<Report> {
  const errors = changeSet.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  return withLock(root, async () => {
    await recover(root, watch);
    await run(root, operationsOf(changeSet, root), watch);
    return reportOf(changeSet);
  });
}

/** The same report for `--dry-run`. */
export function reportOf(changeSet: ChangeSet): Report {
  const of = (action: string): string[] =>
    changeSet.changes.filter((change) => change.action === action).map((change) => change.path);
  const conflicts = conflictsOf(changeSet).map(({ path, key, kind }) => ({ path, key, kind }));
  return {
    created: of('create'),
    updated: of('update'),
    merged: of('merge'),
    deleted: of('delete'),
    kept: of('keep'),
    unchanged: of('unchanged').length + of('adopt').length,
    conflicts,
    conflictReport: conflicts.length === 0 ? null : CONFLICT_REPORT,
  };
}

/** Finishes or takes back what an earlier run left; to be called before anything is read. */
export async function recoverRun(
  root: string,
  watch: Watch = () => {},
): Promise<readonly string[]> {
  return withLock(root, () => recover(root, watch));
}

/** Within the lock. */
export async function run(
  root: string,
  operations: readonly Operation[],
  watch: Watch,
): Promise<void> {
  const problems = changedSince(root, operations);
  if (problems.length > 0) throw new DiagnosticError(problems);
  if (operations.length === 0) return;
  const next = new Map<string, Uint8Array | null>(
    operations.map(({ path, after }) => [path, after === null ? null : Buffer.from(after, 'utf8')]),
  );
  const steps = operations.map((operation): Step => {
    const bytes = next.get(operation.path) ?? null;
    return { ...operation, after: bytes === null ? null : sha256(bytes) };
  });
  await transact(
    root,
    { id: nextId(root), steps, undoes: null },
    (step) => ({
      old: step.before === null ? null : readFileSync(join(root, step.path)),
      new: next.get(step.path) ?? null,
    }),
    watch,
  );
}

/** The plan was made for a tree; if that is no longer the tree, it is not carried out. */
function changedSince(root: string, operations: readonly Operation[]): Diagnostic[] {
  const disk = openDisk(root);
  return operations.flatMap(({ path, before }): Diagnostic[] => {
    const there = disk.read(path);
    if (there.kind !== 'unsafe' && shaOf(join(root, path)) === before) return [];
    return [
      {
        code: 'apply.changed_since',
        severity: 'error',
        message: `${path} changed on disk while the run was at work, so nothing was written`,
        file: path,
        next: 'run again',
      },
    ];
  });
}
