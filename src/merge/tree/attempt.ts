import type { SymbolReport } from '../change-set.ts';
import type { MergedText, OpenConflict, Texts } from '../texts.ts';
import { fault } from './check.ts';
import type { Context } from './context.ts';
import { Open } from './context.ts';
import { mergeTrees } from './merge.ts';
import type { Tree } from './source.ts';

export interface Sides {
  readonly base: Tree;
  readonly ours: Tree;
  readonly theirs: Tree;
}

export interface Manner {
  /** Write diff3 markers. */
  readonly markers: boolean;
  /** How many untouched tokens must stand between changes of both sides in one leaf. */
  readonly apart: number;
}

/** `null` where not even the lists of the file can be joined. */
export function attempt(sides: Sides, { markers, apart }: Manner): MergedText | null {
  const symbols: SymbolReport[] = [];
  const conflicts: OpenConflict[] = [];
  const context: Context = {
    base: sides.base.source,
    ours: sides.ours.source,
    theirs: sides.theirs.source,
    markers,
    apart,
    conflicts,
    symbols,
    around: [],
  };
  try {
    const text = mergeTrees(context, sides.base, sides.ours, sides.theirs);
    return { text, symbols: symbols.toSorted((a, b) => (a.key < b.key ? -1 : 1)), conflicts };
  } catch (cause) {
    if (cause instanceof Open) return null;
    throw cause;
  }
}

export interface Kind {
  readonly build: (text: string) => Tree | null;
  /** The tokens of a piece, which alone may be no text of its kind. */
  readonly words: (text: string) => readonly string[];
  /** What a file without content says. */
  readonly empty?: string;
  readonly apart?: number;
}

/** Three-way by the structure that `build` sees, with all checks. */
export function mergeByTree(texts: Texts, kind: Kind): MergedText {
  const { build, words, empty = '', apart = 0 } = kind;
  const ours = build(texts.ours);
  if (ours === null) return whole(texts, 'unreadable');
  const theirs = build(texts.theirs);
  const base = build(texts.base ?? empty);
  if (theirs === null || base === null) return whole(texts, 'unsafe');
  const sides = { base, ours, theirs };
  const merged = attempt(sides, { markers: false, apart });
  const tree = merged === null ? null : build(merged.text);
  if (merged === null || tree === null) return whole(texts, 'unsafe');
  if (fault(tree, sides, merged.conflicts, words) !== null) return whole(texts, 'unsafe');
  if (!texts.markers || merged.conflicts.length === 0) return merged;
  return attempt(sides, { markers: true, apart }) ?? whole(texts, 'unsafe');
}

/** The user's file stays as it is, and waits for them. */
export function whole(texts: Texts, kind: 'unsafe' | 'unreadable'): MergedText {
  const { base, ours, theirs } = texts;
  return {
    text: ours,
    symbols: [{ key: '*', origin: 'conflict' }],
    conflicts: [{ key: '*', kind, base, ours, theirs }],
  };
}
