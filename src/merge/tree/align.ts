import { common } from './diff.ts';
import { bestPairs } from './sequence.ts';
import { saying } from './source.ts';
import type { Item, Source } from './source.ts';

export interface Side {
  readonly source: Source;
  readonly items: readonly Item[];
  readonly separator: string;
}

/** A name of its own must be near-equal to be taken for renamed; a statement only similar. */
const NAMED = { least: 0.8, tokens: 12 };
const UNNAMED = { least: 0.5, tokens: 1 };

/** Longer lists are aligned by what is equal in them alone. */
const MOST_CELLS = 1_000_000;

/** Which item of `b` each item of `a` is: by key, and of several under one key those that are equal. */
export function align(a: Side, b: Side): Map<number, number> {
  const pairs = new Map<number, number>();
  const groupsB = grouped(b.items);
  const several: (readonly [readonly number[], readonly number[]])[] = [];
  for (const [key, inA] of grouped(a.items)) {
    const inB = groupsB.get(key) ?? [];
    if (inA.length === 1 && inB.length === 1) add(pairs, inA[0], inB[0]);
    else if (inB.length > 0) several.push([inA, inB]);
  }
  if (several.length > 0) alignInOrder(a, b, pairs);
  for (const [inA, inB] of several) alignEqual(a, b, inA, inB, pairs);
  return pairs;
}

/** Every item has a key of its own on both sides, so that there is no doubt which is which. */
export function isPlain(a: Side, b: Side): boolean {
  const keys = new Set(a.items.map((item) => item.key));
  const known = b.items.filter((item) => keys.has(item.key)).length;
  return keys.size === a.items.length && known === keys.size && b.items.length === known;
}

/** Of several that say the same, those that stand between the same neighbours. */
function alignInOrder(a: Side, b: Side, pairs: Map<number, number>): void {
  const saidA = a.items.map((_, index) => said(a, index));
  const saidB = b.items.map((_, index) => said(b, index));
  const sure = a.items.length + b.items.length;
  const taken = new Set(pairs.values());
  const alike = new Map<number, number>();
  const worth = (x: number, y: number): number => {
    if (pairs.get(x) === y) return sure;
    if (pairs.has(x) || taken.has(y)) return 0;
    if (saidA[x] === saidB[y]) return sure;
    const cell = x * b.items.length + y;
    const known = alike.get(cell) ?? likeness(a, x, b, y);
    alike.set(cell, known);
    return known;
  };
  const small = a.items.length * b.items.length <= MOST_CELLS;
  const found = small
    ? bestPairs(a.items.length, b.items.length, worth)
    : common(saidA, saidB).filter(([x, y]) => !pairs.has(x) && !taken.has(y));
  for (const [x, y] of found) if (saidA[x] === saidB[y]) add(pairs, x, y);
}

/** Of two items that may be the same in another form: how much; else 0. */
function likeness(a: Side, x: number, b: Side, y: number): number {
  const [one, other] = [a.items[x], b.items[y]];
  if (one === undefined || other === undefined || one.group !== other.group) return 0;
  const alike = similarity(a.source, one, b.source, other);
  return alike < UNNAMED.least ? 0 : alike;
}

/** What is left is matched by its place and its content, but for items that are known to be new. */
export function alignLoosely(
  a: Side,
  b: Side,
  pairs: ReadonlyMap<number, number>,
  isNew: ReadonlySet<Item>,
): Map<number, number> {
  const all = new Map(pairs);
  alignKeys(a, b, all, isNew);
  alignSlots(a, b, all, isNew);
  alignRenamed(a, b, all, isNew);
  return all;
}

function grouped(items: readonly Item[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, item] of items.entries()) {
    const group = groups.get(item.key);
    if (group === undefined) groups.set(item.key, [index]);
    else group.push(index);
  }
  return groups;
}

/** Of one key, what has moved. */
function alignEqual(
  a: Side,
  b: Side,
  inA: readonly number[],
  inB: readonly number[],
  pairs: Map<number, number>,
): void {
  const taken = new Set(pairs.values());
  const restA = inA.filter((index) => !pairs.has(index));
  const restB = inB.filter((index) => !taken.has(index));
  const equal = common(
    restA.map((index) => said(a, index)),
    restB.map((index) => said(b, index)),
  );
  for (const [x, y] of equal) add(pairs, restA[x], restB[y]);
}

/** Of one key, what is alike; a last one on either side is the same, whatever it says. */
function alignKeys(a: Side, b: Side, pairs: Map<number, number>, isNew: ReadonlySet<Item>): void {
  const taken = new Set(pairs.values());
  const groupsB = grouped(b.items);
  for (const [key, inA] of grouped(a.items)) {
    const restA = inA.filter((index) => !pairs.has(index));
    const restB = (groupsB.get(key) ?? []).filter((index) => {
      const item = b.items[index];
      return !taken.has(index) && item !== undefined && !isNew.has(item);
    });
    const least = restA.length === 1 && restB.length === 1 ? 0 : UNNAMED.least;
    alignSimilar(a, b, restA, restB, pairs, () => least);
  }
}

/** A statement whose words changed, between neighbours that are known, is the one that stands there. */
function alignSlots(a: Side, b: Side, pairs: Map<number, number>, isNew: ReadonlySet<Item>): void {
  const taken = new Set(pairs.values());
  let before = -1;
  for (let from = 0; from < a.items.length; from += 1) {
    const known = pairs.get(from);
    if (known !== undefined) {
      before = known;
      continue;
    }
    let to = from;
    while (to < a.items.length && !pairs.has(to)) to += 1;
    const slotA = [...a.items.keys()].slice(from, to);
    const after = pairs.get(to) ?? b.items.length;
    const slotB = [...b.items.keys()].slice(before + 1, after).filter((index) => !taken.has(index));
    alignSimilar(a, b, slotA, slotB, pairs, (x, y) =>
      isNew.has(y) || x.group !== y.group || (x.free && x.group !== 'export') ? 2 : UNNAMED.least,
    );
    before = after - 1;
    from = to - 1;
  }
}

function alignRenamed(
  a: Side,
  b: Side,
  pairs: Map<number, number>,
  isNew: ReadonlySet<Item>,
): void {
  const taken = new Set(pairs.values());
  const restA = [...a.items.keys()].filter((index) => !pairs.has(index));
  const restB = [...b.items.keys()].filter((index) => !taken.has(index));
  alignSimilar(a, b, restA, restB, pairs, (x, y) => {
    if (isNew.has(y) || x.group !== y.group) return 2;
    if (!x.free && !x.keyed) return UNNAMED.least;
    const size = a.source.tokensIn(x.core).length;
    return size < NAMED.tokens ? 2 : NAMED.least;
  });
}

/** The most similar first. `least` tells how similar two items must be. */
function alignSimilar(
  a: Side,
  b: Side,
  restA: readonly number[],
  restB: readonly number[],
  pairs: Map<number, number>,
  least: (x: Item, y: Item) => number,
): void {
  if (restA.length === 0 || restB.length === 0) return;
  const found: { x: number; y: number; alike: number }[] = [];
  for (const x of restA) {
    for (const y of restB) {
      const [one, other] = [a.items[x], b.items[y]];
      if (one === undefined || other === undefined) continue;
      const bound = least(one, other);
      const alike = bound > 1 ? 0 : similarity(a.source, one, b.source, other);
      if (alike >= bound) found.push({ x, y, alike });
    }
  }
  const taken = new Set(pairs.values());
  for (const { x, y } of found.toSorted((p, q) => q.alike - p.alike)) {
    if (pairs.has(x) || taken.has(y)) continue;
    pairs.set(x, y);
    taken.add(y);
  }
}

/** Dice's coefficient over the tokens. */
function similarity(sourceA: Source, a: Item, sourceB: Source, b: Item): number {
  const counts = new Map<string, number>();
  const inA = sourceA.tokensIn(a.core);
  const inB = sourceB.tokensIn(b.core);
  for (const { text } of inA) counts.set(text, (counts.get(text) ?? 0) + 1);
  let shared = 0;
  for (const { text } of inB) {
    const left = counts.get(text) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(text, left - 1);
    }
  }
  return (2 * shared) / Math.max(1, inA.length + inB.length);
}

function said(side: Side, index: number): string {
  const item = side.items[index];
  return item === undefined ? '' : saying(side.source, item, side.separator);
}

function add(pairs: Map<number, number>, a: number | undefined, b: number | undefined): void {
  if (a !== undefined && b !== undefined) pairs.set(a, b);
}
