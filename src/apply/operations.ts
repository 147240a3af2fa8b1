import type { ChangeSet, Conflict } from '../merge/change-set.ts';
import { writes } from '../merge/change-set.ts';
import { openDisk } from '../merge/disk.ts';
import type { Disk } from '../merge/disk.ts';
import {
  CONFLICT_FOLDER,
  OBJECT_FOLDER,
  manifestFile,
  objectPath,
  stateAttributes,
} from '../state/index.ts';
import type { Manifest } from '../state/index.ts';
import { conflictRecords, conflictReport } from './conflict-report.ts';

/** One file to be brought from one content to another. `null` for no file. */
export interface Operation {
  readonly path: string;
  /** sha256 of what must stand there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly mode: number;
}

export const CONFLICT_REPORT = `${CONFLICT_FOLDER}/REPORT.md`;
export const CONFLICT_RECORDS = `${CONFLICT_FOLDER}/conflicts.json`;

const DEFAULT_MODE = 0o644;

/** All that a change set writes: the user's files first, what is known about them last. */
export function operationsOf(changeSet: ChangeSet, root: string): Operation[] {
  const files = changeSet.changes.filter(writes).map((change) => ({
    path: change.path,
    before: change.expected,
    after: change.text,
    mode: change.mode ?? modeOf(change.path, change.text),
  }));
  const conflicts = changeSet.changes.flatMap((change) => change.conflicts);
  const state = stateOperations(root, [
    ...stateAttributes,
    ...[...changeSet.objects].map(([sha, text]) => [objectPath(sha), text] as const),
    ...conflictFiles(root, conflicts, generatedTexts(changeSet)),
    manifestFile(changeSet.state),
  ]);
  // A run that has nothing to write does not tidy up either, so that it leaves no trace.
  if (files.length + state.length === 0) return [];
  return [...files, ...stateOperations(root, unusedObjects(root, changeSet.state)), ...state];
}

/** Texts that nothing refers to any more. Undo brings them back, as all that a run takes away. */
function unusedObjects(root: string, { files, pins, prd }: Manifest): (readonly [string, null])[] {
  const used = new Set([
    prd,
    ...Object.values(files).map(({ base }) => base),
    ...Object.values(pins).map(({ theirs }) => theirs),
  ]);
  return openDisk(root)
    .names(OBJECT_FOLDER)
    .filter((name) => /^[0-9a-f]{64}$/.test(name) && !used.has(name))
    .map((sha) => [objectPath(sha), null] as const);
}

/** A script that is to be run says so in its first line. */
function modeOf(path: string, text: string | null): number {
  return path.endsWith('.sh') || text?.startsWith('#!') === true ? 0o755 : DEFAULT_MODE;
}

/** Of files in the state folder, which nobody else writes: before is whatever stands there. */
export function stateOperations(
  root: string,
  files: readonly (readonly [string, string | null])[],
): Operation[] {
  const disk = openDisk(root);
  return files.flatMap(([path, after]) => {
    const there = disk.read(path);
    const text = there.kind === 'file' ? there.text : null;
    if (text === after) return [];
    const before = there.kind === 'file' ? there.sha : null;
    return [{ path, before, after, mode: DEFAULT_MODE }];
  });
}

function generatedTexts(changeSet: ChangeSet): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(changeSet.state.pins).flatMap(([path, pin]) => {
      const text = changeSet.objects.get(pin.theirs);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

/** The report, its records, and beside them the generated text of every file that awaits the user. */
export function conflictFiles(
  root: string,
  conflicts: readonly Conflict[],
  generated: ReadonlyMap<string, string>,
): (readonly [string, string | null])[] {
  const paths = [...new Set(conflicts.map((conflict) => conflict.path))];
  const texts = new Map(paths.map((path) => [laidDown(path), generated.get(path)] as const));
  const stale = filesUnder(openDisk(root), CONFLICT_FOLDER).filter(
    (path) => !texts.has(path) && path !== CONFLICT_REPORT && path !== CONFLICT_RECORDS,
  );
  const some = conflicts.length > 0;
  return [
    ...stale.map((path) => [path, null] as const),
    ...[...texts].flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])),
    [CONFLICT_REPORT, some ? conflictReport(conflicts) : null],
    [CONFLICT_RECORDS, some ? conflictRecords(conflicts) : null],
  ];
}

/** Where the generated text of a conflicting file lies; no compiler takes the ending for code. */
export function laidDown(path: string): string {
  return `${CONFLICT_FOLDER}/${path}.generated`;
}

function filesUnder(disk: Disk, folder: string): string[] {
  return disk.names(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return disk.read(path).kind === 'file' ? [path] : filesUnder(disk, path);
  });
}
