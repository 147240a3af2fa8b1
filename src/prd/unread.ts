import type { Range } from '../diagnostic.ts';
import type { UnreadSyntax } from './document.ts';
import { maxLost } from './problem.ts';
import type { Problem } from './problem.ts';
import { codeNameOf, isEmpty } from './source/tree.ts';
import type { MapEntry, MapNode, Tree } from './source/tree.ts';

export function lossesOf(problems: readonly Problem[]): readonly (Range | 'all')[] {
  return problems.flatMap(({ at, text, lost }) =>
    text.severity === 'warning' || lost === null ? [] : [lost ?? at],
  );
}

/** What stands there in the model; null when that cannot be told of each. */
export function unreadOf(
  map: MapNode,
  lost: readonly (Range | 'all')[],
  source: string,
): readonly UnreadSyntax[] | null {
  if (lost.length > maxLost) return null;
  const found = lost.map((range) => (range === 'all' ? null : unreadAt(map, range, source)));
  return found.every((one) => one !== null) ? found : null;
}

function unreadAt(map: MapNode, range: Range, source: string): UnreadSyntax | null {
  const at = firstCharacter(range, source);
  const isPoint = range.start.offset === range.end.offset;
  const holds = ({ start, end }: Span): boolean =>
    start <= at && at <= end && !(isPoint && start === at);
  const place = innermost(map, holds, source);
  if (!place) return null;
  const { path, start, end } = (isPoint ? null : leftOut(place, at, source)) ?? place;
  const text = source.slice(Math.min(start, at), Math.max(end, range.end.offset));
  return { path, words: wordsOf(text) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Place extends Span {
  readonly path: readonly string[];
  readonly node: Tree;
}

/** A space where none may stand spoils what comes after it. */
function firstCharacter({ start, end }: Range, source: string): number {
  const blank = /^\s*/.exec(source.slice(start.offset, end.offset))?.[0] ?? '';
  return start.offset + blank.length;
}

/** The innermost entry or item there; blocks of a file are merged, so no part lies safely within its whole. */
function innermost(map: MapNode, holds: (span: Span) => boolean, source: string): Place | null {
  let found: Place | null = null;
  const visit = (node: Tree, path: readonly string[]): void => {
    if (node.kind === 'map')
      node.entries.forEach((entry, index) => visitEntry(entry, path, node.entries[index - 1]));
    if (node.kind !== 'list') return;
    for (const item of node.items) {
      const span = { start: item.at.start.offset, end: item.at.end.offset };
      if (holds(span)) found = { path, node: item, ...span };
      visit(item, path);
    }
  };
  const visitEntry = (entry: MapEntry, path: readonly string[], before?: MapEntry): void => {
    // A comma inside a value makes an entry of its rest.
    const isRest = entry.key.inFlow && isEmpty(entry.value) && before !== undefined;
    const { key } = isRest ? before : entry;
    const own = [...path, codeNameOf(key.text)];
    const span = { start: key.at.start.offset, end: endOf(entry, source) };
    if (holds(span)) found = { path: own, node: entry.value, ...span };
    visit(entry.value, own);
  };
  visit(map, []);
  return found;
}

/** What a comment or a comma has cut off was perhaps meant to be part of it. */
function endOf({ key, value }: MapEntry, source: string): number {
  const end = Math.max(key.at.end.offset, value.at.end.offset);
  if (value.kind !== 'text' || (key.inFlow && !isEmpty(value))) return end;
  const newline = source.indexOf('\n', end);
  return newline === -1 ? source.length : newline;
}

/** Where a map holds the place and none of its entries does: an entry that was left out. */
function leftOut(
  { path, node, end }: Place,
  at: number,
  source: string,
): Omit<Place, 'node'> | null {
  if (node.kind !== 'map' || at < node.at.start.offset || source.charAt(at) === '{') return null;
  const before = node.entries.findLast((entry) => endOf(entry, source) <= at);
  const after = node.entries.find(({ key }) => key.at.start.offset > at);
  const from = before ? endOf(before, source) : node.at.start.offset;
  const to = after ? after.key.at.start.offset : end;
  const [name] = wordsOf(source.slice(from, to).replace(/#.*/g, ''));
  return { path: [...path, name ?? ''], start: from, end: to };
}

export function wordsOf(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*/gu) ?? [];
  return [...new Set(words.flatMap((word) => [word, ...word.split('-')]))];
}
