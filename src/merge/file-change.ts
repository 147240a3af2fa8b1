import type { PlannedFile } from '../emit/define.ts';
import type { Entry } from '../state/index.ts';
import type { Action, Conflict, FileChange, Reason, SymbolReport } from './change-set.ts';
import type { OnDisk } from './disk.ts';
import type { MergeOptions } from './index.ts';
import type { Layout } from './prettier-config.ts';

export interface Question {
  readonly path: string;
  readonly planned: PlannedFile | null;
  readonly entry: Entry | null;
  readonly file: FollowedFile;
  /** The text last generated for this path; `null` when it is lost. */
  readonly base: (path: string, entry: Entry) => string | null;
  readonly options: MergeOptions;
  readonly layout: () => Promise<Layout | null>;
}

/** A file on disk, with the text it has once renames are carried through. */
export interface FollowedFile {
  readonly disk: OnDisk;
  readonly text: string | null;
  /** Where it stands on disk, when a rename moves it here. */
  readonly movedFrom: string | null;
}

export interface Details {
  readonly text?: string | null;
  readonly symbols?: readonly SymbolReport[];
  readonly conflicts?: readonly Conflict[];
}

/** What an action is once a rename has changed the text as well. */
const changed: Readonly<Record<Action, Action>> = {
  create: 'create',
  update: 'update',
  merge: 'merge',
  delete: 'delete',
  keep: 'merge',
  adopt: 'merge',
  unchanged: 'merge',
};

export function changeOf(
  question: Question,
  action: Action,
  reason: Reason,
  details: Details = {},
): FileChange {
  const { disk, text, movedFrom } = question.file;
  const there = disk.kind === 'file';
  const next = details.text === undefined ? text : details.text;
  const stays = movedFrom === null && there && next === disk.text;
  return {
    path: question.path,
    action: stays || next === null || action === 'create' ? action : changed[action],
    reason: movedFrom === null ? reason : 'moved',
    text: next,
    expected: there && movedFrom === null ? disk.sha : null,
    ...(there ? { mode: disk.mode } : {}),
    before: there ? disk.text : null,
    kind: question.planned?.kind ?? question.entry?.kind ?? 'managed',
    causes: question.planned?.causes ?? [],
    symbols: details.symbols ?? [],
    conflicts: details.conflicts ?? [],
  };
}
