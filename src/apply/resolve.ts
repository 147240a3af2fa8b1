import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostic.ts';
import type { Conflict } from '../merge/change-set.ts';
import { hasMarkers } from '../merge/refuse.ts';
import { manifestFile, readState } from '../state/index.ts';
import type { Entry, State } from '../state/index.ts';
import { run } from './apply.ts';
import { withLock } from './lock.ts';
import { CONFLICT_RECORDS, conflictFiles, stateOperations } from './operations.ts';
import type { Watch } from './transaction.ts';

export interface Resolved {
  readonly paths: readonly string[];
  /** What is still open. */
  readonly left: readonly string[];
}

/** Says that the text on disk is what the user wants of a conflict: the generator's change counts as seen. */
export async function resolve(
  root: string,
  path?: string,
  watch: Watch = () => {},
): Promise<Resolved> {
  return withLock(root, async () => {
    const state = readState(root);
    const open = Object.keys(state.manifest.pins);
    const paths = path === undefined ? open : open.filter((one) => one === path);
    if (path !== undefined && paths.length === 0) throw notOpen(path, open);
    refuseMarkers(root, paths);
    const left = open.filter((one) => !paths.includes(one));
    if (paths.length > 0) await settle(root, state, paths, watch);
    return { paths, left };
  });
}

async function settle(
  root: string,
  state: State,
  paths: readonly string[],
  watch: Watch,
): Promise<void> {
  const { manifest } = state;
  const files: Record<string, Entry> = { ...manifest.files };
  for (const path of paths) {
    const pin = manifest.pins[path];
    if (pin !== undefined) files[path] = { kind: files[path]?.kind ?? 'managed', base: pin.theirs };
  }
  const pins = Object.fromEntries(
    Object.entries(manifest.pins).filter(([path]) => !paths.includes(path)),
  );
  const conflicts = openConflicts(root).filter((one) => !paths.includes(one.path));
  const generated = new Map(
    Object.entries(pins).map(([path, pin]) => [path, state.object(pin.theirs) ?? ''] as const),
  );
  const operations = stateOperations(root, [
    ...conflictFiles(root, conflicts, generated),
    manifestFile({ ...manifest, files, pins }),
  ]);
  await run(root, operations, watch);
}

/** As the last run recorded them. */
export function openConflicts(root: string): readonly Conflict[] {
  try {
    return JSON.parse(readFileSync(join(root, CONFLICT_RECORDS), 'utf8')) as readonly Conflict[];
  } catch {
    return [];
  }
}

function refuseMarkers(root: string, paths: readonly string[]): void {
  const marked = paths.filter((path) => hasMarkers(textOf(join(root, path))));
  if (marked.length === 0) return;
  throw new DiagnosticError(
    marked.map((path) => ({
      code: 'merge.conflict_markers',
      severity: 'error',
      message: `${path} still holds conflict markers (<<<<<<<)`,
      file: path,
      next: 'choose a side in the file, then resolve',
    })),
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function notOpen(path: string, open: readonly string[]): DiagnosticError {
  const next = open.length === 0 ? 'nothing is open' : `open: ${open.join(', ')}`;
  return new DiagnosticError([
    { code: 'apply.not_open', severity: 'error', message: `${path} has no open conflict`, next },
  ]);
}
