import type { MergedText, Texts } from '../texts.ts';
import { attempt, mergeByTree, whole } from '../tree/attempt.ts';
import { fault } from '../tree/check.ts';
import { namesOf, settleImports } from './imports.ts';
import { parse } from './parser.ts';
import { inStyleOf } from './style.ts';
import { tokensOf } from './tokens.ts';
import { treeOf } from './tree.ts';

/** Between changes of both sides within one expression this many tokens must stand untouched. */
const APART = 2;

/** Three-way by structure. What fails a check is a conflict of the whole file, and the user's stays. */
export async function mergeTypeScript(texts: Texts): Promise<MergedText> {
  const base = texts.base ?? '';
  const ours = treeOf(texts.ours);
  if (ours === null) return whole(texts, 'unreadable');
  const theirs = treeOf(await inStyleOf(texts.theirs, base, texts.ours, texts.layout ?? null));
  const before = treeOf(base);
  if (theirs === null || before === null) return whole(texts, 'unsafe');
  const sides = { base: before, ours, theirs };
  const merged = attempt(sides, { markers: false, apart: APART });
  if (merged === null) return whole(texts, 'unsafe');
  const settled = settleImports(merged.text, base, texts.ours, theirs.source.text);
  const tree = treeOf(settled);
  const wrong =
    tree === null || clashes(settled, texts.ours, theirs.source.text)
      ? 'does not parse'
      : fault(tree, sides, merged.conflicts, words);
  if (wrong !== null) return whole(texts, 'unsafe');
  if (texts.markers && merged.conflicts.length > 0) {
    return attempt(sides, { markers: true, apart: APART }) ?? whole(texts, 'unsafe');
  }
  return { ...merged, text: settled };
}

/** JSON is an object literal; comments in it are kept. */
export function mergeJson(texts: Texts): MergedText {
  return mergeByTree(texts, {
    build: (text) => treeOf(text, true),
    words,
    empty: '{}\n',
    apart: APART,
  });
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
