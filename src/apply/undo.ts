import { join } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import { openContents } from './contents.ts';
import { shaOf } from './files.ts';
import { withLock } from './lock.ts';
import { nextId, readRecord, recover, transact, undoFolder, undoList } from './transaction.ts';
import type { Laid, Record, Step, Watch } from './transaction.ts';

export interface Undone {
  /** The user's files that are as they were before; sorted. */
  readonly paths: readonly string[];
  /** How many earlier runs can still be taken back. */
  readonly left: number;
}

/** Takes the last run back, byte for byte; refuses where the user has written since. */
export async function undo(root: string, watch: Watch = () => {}): Promise<Undone> {
  return withLock(root, async () => {
    await recover(root, watch);
    const id = undoList(root).at(-1);
    if (id === undefined) throw nothingToUndo();
    const folder = join(undoFolder(root), id);
    const record = readRecord(folder);
    const changed = record.steps.filter((step) => shaOf(join(root, step.path)) !== step.after);
    if (changed.length > 0) throw writtenSince(changed);
    await transact(root, reversed(record, root), contentsOf(folder, record), watch);
    const paths = record.steps
      .map((step) => step.path)
      .filter((path) => !path.startsWith('.ashlar/'));
    return { paths: paths.toSorted(), left: undoList(root).length };
  });
}

/** What is known about the files goes back last, as it came last. */
function reversed(record: Record, root: string): Record {
  return {
    id: nextId(root),
    undoes: record.id,
    steps: record.steps.map(({ path, before, after, mode }) => ({
      path,
      before: after,
      after: before,
      mode,
    })),
  };
}

/** By the shas of a reversed step. */
function contentsOf(folder: string, record: Laid) {
  const content = openContents(folder, record.contents);
  const of = (sha: string | null): Uint8Array | null => (sha === null ? null : content(sha));
  return ({ before, after }: Step) => ({ old: of(before), new: of(after) });
}

function nothingToUndo(): DiagnosticError {
  return new DiagnosticError([
    { code: 'apply.nothing_to_undo', severity: 'error', message: 'there is no run to take back' },
  ]);
}

function writtenSince(steps: readonly Step[]): DiagnosticError {
  return new DiagnosticError(
    steps.map(({ path }) => ({
      code: 'apply.written_since',
      severity: 'error',
      message: `${path} has been written since that run, so nothing is taken back`,
      file: path,
      next: 'commit or move your changes away first',
    })),
  );
}
