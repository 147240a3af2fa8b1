import type { OpenConflict } from '../texts.ts';
import type { Item, Part, Source, Tree } from './source.ts';

/** A reason not to write a merged text, or `null`. */
export function fault(
  merged: Tree,
  sides: { readonly base: Tree; readonly ours: Tree; readonly theirs: Tree },
  conflicts: readonly OpenConflict[],
  tokenise: (text: string) => readonly string[],
): string | null {
  return duplicate(merged, sides.ours, sides.theirs) ?? lost(merged, sides, conflicts, tokenise);
}

/** A name that stands twice in one list, and did so on neither side. */
function duplicate(merged: Tree, ours: Tree, theirs: Tree): string | null {
  const [inOurs, inTheirs] = [namesIn(ours.parts), namesIn(theirs.parts)];
  for (const [name, count] of namesIn(merged.parts)) {
    const allowed = Math.max(1, inOurs.get(name) ?? 0, inTheirs.get(name) ?? 0);
    if (count > allowed) return `${name} stands twice`;
  }
  return null;
}

const NAMED = new Set(['file', 'members', 'properties', 'specifiers', 'bindings', 'cases']);

function namesIn(parts: readonly Part[]): Map<string, number> {
  const names = new Map<string, number>();
  const walk = (some: readonly Part[], around: string): void => {
    for (const part of some) {
      if (part.kind === 'leaf') continue;
      const numbers = new Map<string, number>();
      for (const item of part.items) {
        const nth = (numbers.get(item.key) ?? 0) + 1;
        numbers.set(item.key, nth);
        const path = `${around}/${item.key}`;
        if (item.free && NAMED.has(part.label)) names.set(path, nth);
        walk(item.parts, path);
      }
    }
  };
  walk(parts, '');
  return names;
}

/**
 * Every token that either side added is in the result or in a conflict; nothing came from nowhere.
 * Imports are left out: they follow the code that uses them.
 */
function lost(
  merged: Tree,
  { base, ours, theirs }: { readonly base: Tree; readonly ours: Tree; readonly theirs: Tree },
  conflicts: readonly OpenConflict[],
  tokenise: (text: string) => readonly string[],
): string | null {
  const b = counts(base);
  const o = counts(ours);
  const t = counts(theirs);
  const result = counts(merged);
  const open = new Map<string, number>();
  const kept = new Map<string, number>();
  for (const conflict of conflicts) {
    for (const token of tokenise(conflict.theirs ?? '')) add(open, token);
    for (const token of tokenise(conflict.ours ?? '')) add(kept, token);
  }
  for (const token of new Set([...b.keys(), ...o.keys(), ...t.keys(), ...result.keys()])) {
    const before = b.get(token) ?? 0;
    const mine = (o.get(token) ?? 0) - before;
    const generated = (t.get(token) ?? 0) - before;
    const both = mine > 0 && generated > 0;
    const least = before + (both ? Math.max(mine, generated) : mine + generated);
    const most = before + Math.max(mine, 0) + Math.max(generated, 0);
    const there = result.get(token) ?? 0;
    if (there + (open.get(token) ?? 0) < least) return `${token} would be lost`;
    if (there - (kept.get(token) ?? 0) > most) return `${token} would be there too often`;
  }
  return null;
}

function counts({ source, parts }: Tree): Map<string, number> {
  const found = new Map<string, number>();
  const apart = imports(parts);
  for (const token of source.tokens) {
    if (apart.some((item) => token.pos >= item.core.pos && token.end <= item.core.end)) continue;
    add(found, token.text);
  }
  return found;
}

function imports(parts: readonly Part[]): readonly Item[] {
  return parts.flatMap((part) =>
    part.kind === 'list' ? part.items.filter((item) => item.group === 'import') : [],
  );
}

const PUNCTUATION = new Set([',', '|', '&']);

function add(found: Map<string, number>, token: string): void {
  if (!PUNCTUATION.has(token)) found.set(token, (found.get(token) ?? 0) + 1);
}

export function wordsOf(source: Source): readonly string[] {
  return source.tokens.map((token) => token.text);
}
