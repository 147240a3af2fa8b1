import type { Diagnostic, Range } from '../diagnostic.ts';
import type { FileKind } from '../emit/define.ts';
import type { Manifest } from '../state/index.ts';

/**
 * `create`, `update`, `merge`, `delete` write; `adopt`, `keep`, `unchanged` leave the file as it is.
 * A file that awaits the user has `conflicts`, whatever its action.
 */
export type Action = 'create' | 'update' | 'merge' | 'delete' | 'keep' | 'adopt' | 'unchanged';

/** Why a file was kept, or what is to be said about it. Stable; `reasons` says it in words. */
export type Reason =
  | 'new'
  | 'untouched'
  | 'yours'
  | 'both'
  | 'same'
  | 'gone'
  | 'deleted_by_you'
  | 'still_deleted'
  | 'orphan'
  | 'exists'
  | 'once'
  | 'append'
  | 'moved'
  | 'outside_run';

/** Whose text stands in the merged file: the user's, the generator's, parts of both, or it is open. */
export type Origin = 'yours' | 'generated' | 'merged' | 'conflict';

export interface SymbolReport {
  /** `Order.cancel`, `import ./order.ts`, `scripts.test`. */
  readonly key: string;
  readonly origin: Origin;
}

export type ConflictKind =
  /** Both sides changed the same place. */
  | 'both_changed'
  /** Both sides added a different thing under one name. */
  | 'both_added'
  /** Both sides inserted at one place of an ordered list. */
  | 'both_inserted'
  /** The user deleted what the generator changed. */
  | 'deleted_by_you'
  /** The generator deleted what the user changed. */
  | 'deleted_by_generator'
  /** A file of the user's stands where a generated one should. */
  | 'exists'
  /** The merged text failed a check, so the user's whole file stays. */
  | 'unsafe'
  /** The user's file does not parse, so nothing can be merged into it. */
  | 'unreadable';

export interface Conflict {
  readonly path: string;
  /** The symbol, or `*` for the whole file. */
  readonly key: string;
  readonly kind: ConflictKind;
  /** `null` where that side has nothing. */
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly suggestion: string;
}

export interface FileChange {
  readonly path: string;
  readonly action: Action;
  readonly reason: Reason;
  /** What stands on disk afterwards, BOM and line ends included; `null` for no file. */
  readonly text: string | null;
  /** sha256 of what must stand on disk when it is applied; `null` for no file. */
  readonly expected: string | null;
  /** Permission bits of the file to be written, where they are not the default. */
  readonly mode?: number;
  /** What stood on disk before, for `--diff`. */
  readonly before: string | null;
  readonly kind: FileKind;
  /** The places of the PRD that cause it. */
  readonly causes: readonly Range[];
  /** Filled for merged files. */
  readonly symbols: readonly SymbolReport[];
  readonly conflicts: readonly Conflict[];
}

export interface ChangeSet {
  /** One per file of the plan or of the state, sorted by path. */
  readonly changes: readonly FileChange[];
  /** Sorted. With an error in it, nothing may be applied. */
  readonly problems: readonly Diagnostic[];
  /** Hand-written places that followed a rename of the PRD. */
  readonly renamed: readonly RenamedPlace[];
  /** The state once this is applied. */
  readonly state: Manifest;
  /** Texts that the state refers to, by sha256; what is stored already is left out. */
  readonly objects: ReadonlyMap<string, string>;
}

export interface RenamedPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

/** Whether applying it writes anything but the state. */
export function writes(change: FileChange): boolean {
  return ['create', 'update', 'merge', 'delete'].includes(change.action);
}

export function conflictsOf(changeSet: ChangeSet): readonly Conflict[] {
  return changeSet.changes.flatMap((change) => change.conflicts);
}
