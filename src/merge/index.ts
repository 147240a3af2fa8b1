import type { Diagnostic } from '../diagnostic.ts';
import type { FilePlan } from '../emit/define.ts';
import { sha256 } from '../state/index.ts';
import type { Entry, Json, Made, Manifest, Pin, State } from '../state/index.ts';
import type { ChangeSet, FileChange } from './change-set.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Disk } from './disk.ts';
import { layoutIn } from './prettier-config.ts';
import { refusePaths } from './refuse.ts';
import { followRenames } from './rename.ts';
import type { Rename } from './rename.ts';

export { conflictsOf, writes } from './change-set.ts';
export type {
  Action,
  ChangeSet,
  Conflict,
  ConflictKind,
  FileChange,
  Origin,
  Reason,
  RenamedPlace,
  SymbolReport,
} from './change-set.ts';
export { memoryDisk, openDisk } from './disk.ts';
export type { Disk, OnDisk } from './disk.ts';
export type { Rename } from './rename.ts';
export { reasons } from './words.ts';
export { openTypeGate } from './type-gate.ts';
export type { TypeGate, TypeProblem } from './type-gate.ts';

export interface MergeOptions {
  /** `keep`: the user's text stays at a conflict. `markers`: diff3 markers are written. */
  readonly conflicts?: 'keep' | 'markers';
  /** Paths the user deleted that are to come back. */
  readonly recreate?: readonly string[];
  /** A narrowed run: other paths are left as they are, on disk and in the state. */
  readonly only?: (path: string) => boolean;
}

export interface MergeInput {
  readonly plan: FilePlan;
  readonly state: State;
  readonly disk: Disk;
  /** What goes into the state about this run. */
  readonly made: Made;
  /** What other parts keep in the state; replaces sections of the same name. */
  readonly sections?: Readonly<Record<string, Json>>;
  /** The renames of the PRD; those that have done their work do no harm. */
  readonly renames?: readonly Rename[];
  /** Where the tree lies, for the type checker that carries renames through it. */
  readonly root?: string;
  readonly options?: MergeOptions;
  /** Other texts that the state is to hold. */
  readonly keep?: readonly string[];
}

/** What is to be done to the tree so that it follows the plan and keeps every hand-written token. Writes nothing. */
export async function merge(input: MergeInput): Promise<ChangeSet> {
  const only = input.options?.only ?? (() => true);
  const plan = input.plan.filter((file) => only(file.path));
  const problems = refusePaths(
    plan.map((file) => file.path),
    input.disk,
  );
  const { manifest } = input.state;
  if (problems.length > 0) return refused(problems, manifest);

  const followed = await followRenames(input);
  const planned = new Map(plan.map((file) => [file.path, file]));
  const known = Object.keys(followed.entries).filter(only);
  const paths = [...new Set([...planned.keys(), ...known])].toSorted();
  let found: ReturnType<typeof layoutIn> | null = null;
  const layout = () => (found ??= layoutIn(input.disk));
  const decisions: Decision[] = [];
  for (const path of paths) {
    decisions.push(
      await decide({
        path,
        planned: planned.get(path) ?? null,
        entry: followed.entries[path] ?? null,
        file: followed.read(path),
        base: followed.base,
        options: input.options ?? {},
        layout,
      }),
    );
  }
  return changeSetOf(
    decisions,
    input,
    [...followed.others, ...stray(followed.entries, only)],
    followed.renamed,
  );
}

/** Entries outside a narrowed run stay as they are. */
function stray(
  entries: Readonly<Record<string, Entry>>,
  only: (path: string) => boolean,
): readonly (readonly [string, Entry])[] {
  return Object.entries(entries).filter(([path]) => !only(path));
}

function changeSetOf(
  decisions: readonly Decision[],
  input: MergeInput,
  others: readonly (FileChange | readonly [string, Entry])[],
  renamed: ChangeSet['renamed'],
): ChangeSet {
  const { manifest } = input.state;
  const problems = decisions.flatMap((one) => one.problem ?? []);
  if (problems.length > 0) return refused(problems, manifest);

  const files: Record<string, Entry> = {};
  const pins: Record<string, Pin> = {};
  const objects = new Map<string, string>();
  const changes: FileChange[] = [];
  for (const other of others) {
    if (isChange(other)) changes.push(other);
    else files[other[0]] = other[1];
  }
  for (const [path, pin] of Object.entries(manifest.pins)) {
    if (files[path] !== undefined) pins[path] = pin;
  }
  const store = (text: string): void => {
    const sha = sha256(text);
    if (!input.state.has(sha)) objects.set(sha, text);
  };
  for (const text of input.keep ?? []) store(text);
  for (const { change, entry, pin, generated, base } of decisions) {
    if (change !== null) changes.push(change);
    if (entry !== null) files[entry.path] = entry.entry;
    if (pin !== null) pins[pin.path] = pin.pin;
    for (const text of [generated, base ?? null]) if (text !== null) store(text);
  }
  return {
    changes: changes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [],
    renamed,
    state: {
      ...input.made,
      files,
      pins,
      sections: { ...manifest.sections, ...input.sections },
    },
    objects,
  };
}

function isChange(one: FileChange | readonly [string, Entry]): one is FileChange {
  return 'path' in one;
}

function refused(problems: readonly Diagnostic[], state: Manifest): ChangeSet {
  return { changes: [], problems, renamed: [], state, objects: new Map() };
}
