import { resolve } from 'node:path';
import type { Entry } from '../../state/index.ts';
import type { FileChange, RenamedPlace } from '../change-set.ts';
import type { MergeInput } from '../index.ts';
import type { Followed, Rename } from '../rename.ts';
import { plain } from '../shape.ts';
import { Programs } from '../typescript/program.ts';
import type { Overlay } from '../typescript/program.ts';
import { renamingsIn } from './declared.ts';
import type { Renaming } from './declared.ts';
import { withMovedImports } from './imports.ts';
import { locate } from './locate.ts';
import type { Place } from './locate.ts';
import { respeller } from './words.ts';

interface Tree {
  /** Texts of the files that the user wrote or changed, by path. */
  readonly edited: ReadonlyMap<string, string>;
  /** Of those that were generated: as they were. */
  readonly bases: ReadonlyMap<string, string>;
}

/** `null` when no generated name changes. */
export function follow(
  input: MergeInput,
  root: string,
  renames: readonly Rename[],
): Followed | null {
  const respell = respeller(renames);
  const moves = movesOf(input, respell);
  const renamings = renamingsOf(input, moves, respell);
  if (renamings.size === 0 && moves.size === 0) return null;

  const tree = treeOf(input, root);
  const { files } = input.state.manifest;
  const bases: Overlay = new Map(
    Object.entries(files).flatMap(([path, entry]) => {
      const text = path.endsWith('.ts') ? input.state.object(entry.base) : null;
      return text === null ? [] : [[resolve(root, path), text] as const];
    }),
  );
  const inOurs = locate(root, new Map(), [...tree.edited.keys()], renamings);
  const inBase = locate(root, bases, [...tree.bases.keys()], renamings);
  const carried = (
    text: string,
    path: string,
    places: ReadonlyMap<string, readonly Place[]>,
  ): string => withMovedImports(replaced(text, places.get(path) ?? []), path, moves);
  const ours = new Map([...tree.edited].map(([path, text]) => [path, carried(text, path, inOurs)]));
  const before = new Map(
    [...tree.bases].map(([path, text]) => [path, carried(text, path, inBase)]),
  );
  const moved = new Map([...moves].filter(([path]) => tree.bases.has(path)));
  return {
    entries: entriesAfter(files, moved),
    ...reader(input, moved, ours, before),
    others: othersOf(input, moved, ours),
    renamed: renamedPlaces(tree.edited, inOurs, moves),
  };
}

/** Generated files that have gone from the plan and are there under the new name. */
function movesOf(input: MergeInput, respell: (name: string) => string): Map<string, string> {
  const { files } = input.state.manifest;
  const planned = new Set(input.plan.map((file) => file.path));
  return new Map(
    Object.keys(files).flatMap((path) => {
      const to = path.split('/').map(respell).join('/');
      const isFree = files[to] === undefined && input.disk.read(to).kind === 'none';
      return planned.has(path) || !planned.has(to) || !isFree ? [] : [[path, to] as const];
    }),
  );
}

function renamingsOf(
  input: MergeInput,
  moves: ReadonlyMap<string, string>,
  respell: (name: string) => string,
): ReadonlyMap<string, readonly Renaming[]> {
  const planned = new Map(input.plan.map((file) => [file.path, file.text]));
  return new Map(
    Object.entries(input.state.manifest.files).flatMap(([path, entry]) => {
      const next = planned.get(moves.get(path) ?? path);
      const before = path.endsWith('.ts') ? input.state.object(entry.base) : null;
      if (next === undefined || before === null || next === before) return [];
      const found = renamingsIn(before, next, respell);
      return found.length === 0 ? [] : [[path, found] as const];
    }),
  );
}

function treeOf(input: MergeInput, root: string): Tree {
  const { files } = input.state.manifest;
  const { fileNames } = new Programs(root).setup(new Map());
  const own = fileNames.map((file) => file.slice(resolve(root).length + 1).replaceAll('\\', '/'));
  const edited = new Map<string, string>();
  const bases = new Map<string, string>();
  for (const path of new Set([
    ...own,
    ...Object.keys(files).filter((one) => one.endsWith('.ts')),
  ])) {
    const file = input.disk.read(path);
    if (file.kind !== 'file' || file.text === null) continue;
    const entry = files[path];
    const base = entry === undefined ? null : input.state.object(entry.base);
    if (base !== null && plain(base) === plain(file.text)) continue;
    edited.set(path, file.text);
    if (base !== null) bases.set(path, base);
  }
  return { edited, bases };
}

function replaced(text: string, places: readonly Place[]): string {
  return places
    .toReversed()
    .reduce((now, { pos, end, text: next }) => now.slice(0, pos) + next + now.slice(end), text);
}

function entriesAfter(
  files: Readonly<Record<string, Entry>>,
  moved: ReadonlyMap<string, string>,
): Record<string, Entry> {
  return Object.fromEntries(
    Object.entries(files).map(([path, entry]) => [moved.get(path) ?? path, entry]),
  );
}

function reader(
  { disk, state }: MergeInput,
  moved: ReadonlyMap<string, string>,
  ours: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Pick<Followed, 'read' | 'base'> {
  const origins = new Map([...moved].map(([from, to]) => [to, from]));
  return {
    read(path) {
      const from = origins.get(path) ?? path;
      const file = disk.read(from);
      const text = ours.get(from) ?? (file.kind === 'file' ? file.text : null);
      return { disk: file, text, movedFrom: from === path ? null : from };
    },
    base: (path, entry) => before.get(origins.get(path) ?? path) ?? state.object(entry.base),
  };
}

function othersOf(
  { disk, state }: MergeInput,
  moved: ReadonlyMap<string, string>,
  ours: ReadonlyMap<string, string>,
): FileChange[] {
  const own = [...ours].filter(([path]) => state.manifest.files[path] === undefined);
  const changeOf = (
    path: string,
    action: FileChange['action'],
    text: string | null,
  ): FileChange[] => {
    const file = disk.read(path);
    if (file.kind !== 'file' || file.text === text) return [];
    return [
      {
        path,
        action,
        reason: 'moved',
        text,
        expected: file.sha,
        mode: file.mode,
        before: file.text,
        kind: 'once',
        causes: [],
        symbols: [],
        conflicts: [],
      },
    ];
  };
  return [
    ...own.flatMap(([path, text]) => changeOf(path, 'merge', text)),
    ...[...moved.keys()].flatMap((path) => changeOf(path, 'delete', null)),
  ];
}

function renamedPlaces(
  edited: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, readonly Place[]>,
  moves: ReadonlyMap<string, string>,
): RenamedPlace[] {
  return [...places].flatMap(([path, some]) =>
    some.map(({ pos, from, to }) => {
      const head = (edited.get(path) ?? '').slice(0, pos).split('\n');
      return {
        path: moves.get(path) ?? path,
        line: head.length,
        column: (head.at(-1)?.length ?? 0) + 1,
        from,
        to,
      };
    }),
  );
}
