import type { SymbolReport } from '../change-set.ts';
import type { MergedText, OpenConflict, Texts } from '../texts.ts';
import { fault } from '../tree/check.ts';
import type { Context } from '../tree/context.ts';
import { mergeTrees } from '../tree/merge.ts';
import type { Tree } from '../tree/source.ts';
import { namesOf, settleImports } from './imports.ts';
import { parse } from './parser.ts';
import { inStyleOf } from './style.ts';
import { tokensOf } from './tokens.ts';
import { treeOf } from './tree.ts';

/** Three-way by structure. What fails a check is a conflict of the whole file, and the user's stays. */
export async function mergeTypeScript(texts: Texts): Promise<MergedText> {
  const base = texts.base ?? '';
  const ours = treeOf(texts.ours);
  if (ours === null) return whole(texts, 'unreadable');
  const theirs = treeOf(await inStyleOf(texts.theirs, base, texts.ours));
  const before = treeOf(base);
  if (theirs === null || before === null) return whole(texts, 'unsafe');
  const sides = { base: before, ours, theirs };
  const merged = attempt(sides, false);
  if (merged === null) return whole(texts, 'unsafe');
  const settled = settleImports(merged.text, base, texts.ours, theirs.source.text);
  const tree = treeOf(settled);
  const wrong =
    tree === null || clashes(settled, texts.ours, theirs.source.text)
      ? 'does not parse'
      : fault(tree, sides, merged.conflicts, words);
  if (wrong !== null) return whole(texts, 'unsafe');
  if (texts.markers && merged.conflicts.length > 0) {
    return attempt(sides, true) ?? whole(texts, 'unsafe');
  }
  return { ...merged, text: settled };
}

/** JSON is an object literal; comments in it are kept. */
export function mergeJson(texts: Texts): MergedText {
  const ours = treeOf(texts.ours, true);
  if (ours === null) return whole(texts, 'unreadable');
  const theirs = treeOf(texts.theirs, true);
  const base = treeOf(texts.base ?? '{}', true);
  if (theirs === null || base === null) return whole(texts, 'unsafe');
  const sides = { base, ours, theirs };
  const merged = attempt(sides, false);
  if (merged === null) return whole(texts, 'unsafe');
  const tree = treeOf(merged.text, true);
  if (tree === null || fault(tree, sides, merged.conflicts, words) !== null) {
    return whole(texts, 'unsafe');
  }
  return merged;
}

interface Sides {
  readonly base: Tree;
  readonly ours: Tree;
  readonly theirs: Tree;
}

function attempt(sides: Sides, markers: boolean): MergedText | null {
  const symbols: SymbolReport[] = [];
  const conflicts: OpenConflict[] = [];
  const context: Context = {
    base: sides.base.source,
    ours: sides.ours.source,
    theirs: sides.theirs.source,
    markers,
    conflicts,
    symbols,
    around: [],
  };
  try {
    const text = mergeTrees(context, sides.base, sides.ours, sides.theirs);
    return { text, symbols: symbols.toSorted((a, b) => (a.key < b.key ? -1 : 1)), conflicts };
  } catch {
    return null;
  }
}

function words(text: string): readonly string[] {
  return tokensOf(parse(text)).map((token) => token.text);
}

/** A name that would be bound twice in the file, and was not on either side. */
function clashes(merged: string, ours: string, theirs: string): boolean {
  const [now, o, t] = [bound(merged), bound(ours), bound(theirs)];
  return [...now].some(([name, count]) => count > Math.max(1, o.get(name) ?? 0, t.get(name) ?? 0));
}

function bound(text: string): Map<string, number> {
  const names = namesOf(text);
  const found = new Map<string, number>();
  for (const { local } of names.bindings) found.set(local, (found.get(local) ?? 0) + 1);
  for (const name of names.declared) {
    if (found.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

export function whole(texts: Texts, kind: 'unsafe' | 'unreadable'): MergedText {
  const { base, ours, theirs } = texts;
  return {
    text: ours,
    symbols: [{ key: '*', origin: 'conflict' }],
    conflicts: [{ key: '*', kind, base, ours, theirs }],
  };
}
