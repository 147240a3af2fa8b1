import { align, alignLoosely, isPlain } from './align.ts';
import type { Side } from './align.ts';
import type { Context } from './context.ts';
import { saying } from './source.ts';
import type { Item, List, Source } from './source.ts';

/** One thing of a list, wherever it stands. */
export interface Entry {
  readonly base: Item | null;
  readonly ours: Item | null;
  readonly theirs: Item | null;
  /** The generator's addition has no place in the user's order. */
  readonly refused: boolean;
}

interface Lists {
  readonly base: List | null;
  readonly ours: List;
  readonly theirs: List;
}

interface Sides {
  readonly base: Side;
  readonly ours: Side;
  readonly theirs: Side;
}

/**
 * What stands in the three lists, item by item. Where several items say the same or nearly so, there is
 * more than one way to tell which is which: all are given, as each side is paired from its start or its end.
 */
export function entriesOf(
  context: Context,
  base: List | null,
  ours: List,
  theirs: List,
): Entry[][] {
  const side = (source: Source, items: readonly Item[]): Side => ({
    source,
    items,
    separator: ours.separator,
  });
  const sides = {
    base: side(context.base, base?.items ?? []),
    ours: side(context.ours, ours.items),
    theirs: side(context.theirs, theirs.items),
  };
  const waysOf = (one: Side): readonly Way[] =>
    isPlain(sides.base, one) ? [fromStart] : [fromStart, fromEnd];
  const readings: Entry[][] = [];
  for (const inOurs of waysOf(sides.ours)) {
    for (const inTheirs of waysOf(sides.theirs)) {
      const reading = paired(sides, inOurs, inTheirs);
      if (!readings.some((known) => isSame(known, reading))) readings.push(reading);
    }
  }
  return readings;
}

/** Says from which end two lists are paired. */
interface Way {
  readonly turn: (side: Side) => Side;
  readonly turnBack: (pairs: Pairs, a: Side, b: Side) => Pairs;
}

type Pairs = ReadonlyMap<number, number>;

const fromStart: Way = { turn: (side) => side, turnBack: (pairs) => pairs };

const fromEnd: Way = {
  turn: (side) => ({ ...side, items: side.items.toReversed() }),
  turnBack: (pairs, a, b) =>
    new Map([...pairs].map(([x, y]) => [a.items.length - 1 - x, b.items.length - 1 - y])),
};

function isSame(one: readonly Entry[], other: readonly Entry[]): boolean {
  return one.every(({ base, ours, theirs }, index) => {
    const entry = other[index];
    return entry?.base === base && entry.ours === ours && entry.theirs === theirs;
  });
}

function paired(sides: Sides, wayOfOurs: Way, wayOfTheirs: Way): Entry[] {
  const { base, ours, theirs } = sides;
  const keyed = (side: Side, { turn, turnBack }: Way): Pairs =>
    turnBack(align(turn(base), turn(side)), base, side);
  const loosely = (side: Side, pairs: Pairs, { turn, turnBack }: Way): Pairs =>
    turnBack(alignLoosely(turn(base), turn(side), turnBack(pairs, base, side), isNew), base, side);
  const keyedOurs = keyed(ours, wayOfOurs);
  const keyedTheirs = keyed(theirs, wayOfTheirs);
  const isNew = addedByBoth(sides, rest(ours.items, keyedOurs), rest(theirs.items, keyedTheirs));
  const inOurs = loosely(ours, keyedOurs, wayOfOurs);
  const inTheirs = loosely(theirs, keyedTheirs, wayOfTheirs);
  const entries: Entry[] = base.items.map((item, index) => ({
    base: item,
    ours: at(ours.items, inOurs.get(index)),
    theirs: at(theirs.items, inTheirs.get(index)),
    refused: false,
  }));
  const newOurs = rest(ours.items, inOurs);
  const newTheirs = rest(theirs.items, inTheirs);
  const both = align({ ...ours, items: newOurs }, { ...theirs, items: newTheirs });
  const known = new Set(both.values());
  return [
    ...entries,
    ...newOurs.map((item, index) => ({
      base: null,
      ours: item,
      theirs: at(newTheirs, both.get(index)),
      refused: false,
    })),
    ...newTheirs
      .filter((_, index) => !known.has(index))
      .map((item) => ({ base: null, ours: null, theirs: item, refused: false })),
  ];
}

/** What both sides have and the base has not is no old thing in another form. */
function addedByBoth(
  sides: Sides,
  ours: readonly Item[],
  theirs: readonly Item[],
): ReadonlySet<Item> {
  const known = new Set(sides.base.items.map((item) => item.key));
  const names = ({ source, separator }: Side, item: Item): string[] => [
    `says ${saying(source, item, separator)}`,
    ...(known.has(item.key) ? [] : [`is ${item.key}`]),
  ];
  const inOurs = new Set(ours.flatMap((item) => names(sides.ours, item)));
  const inTheirs = new Set(theirs.flatMap((item) => names(sides.theirs, item)));
  return new Set([
    ...ours.filter((item) => names(sides.ours, item).some((name) => inTheirs.has(name))),
    ...theirs.filter((item) => names(sides.theirs, item).some((name) => inOurs.has(name))),
  ]);
}

/**
 * In the user's order, unless only the generator reordered. What the other side added follows what it
 * follows there.
 */
export function arrange(entries: readonly Entry[], lists: Lists): Entry[] {
  const ofOurs = new Map(
    entries.flatMap((one) => (one.ours === null ? [] : [[one.ours, one] as const])),
  );
  const ofTheirs = new Map(
    entries.flatMap((one) => (one.theirs === null ? [] : [[one.theirs, one] as const])),
  );
  const inOurs = lists.ours.items.flatMap((item) => ofOurs.get(item) ?? []);
  const inTheirs = lists.theirs.items.flatMap((item) => ofTheirs.get(item) ?? []);
  const follow = isReordered(inTheirs, entries) && !isReordered(inOurs, entries);
  const [first, second] = follow ? [inTheirs, inOurs] : [inOurs, inTheirs];
  const order = [...first];
  for (const [index, entry] of second.entries()) {
    if (order.includes(entry)) continue;
    order.splice(placeOf(second, index, order, follow), 0, entry);
  }
  return order.map((entry) =>
    isRefused(entry, inOurs, inTheirs) ? { ...entry, refused: true } : entry,
  );
}

function placeOf(
  side: readonly Entry[],
  index: number,
  order: readonly Entry[],
  follow: boolean,
): number {
  const before = side[index - 1];
  if (before === undefined) return 0;
  let place = order.indexOf(before) + 1;
  const foreign = (entry: Entry | undefined): boolean =>
    entry !== undefined && entry.base === null && entry.theirs === null;
  while (!follow && foreign(order[place])) place += 1;
  return place;
}

function isReordered(side: readonly Entry[], entries: readonly Entry[]): boolean {
  const places = new Map(entries.map((entry, index) => [entry, index]));
  const known = side.filter((entry) => entry.base !== null).map((entry) => places.get(entry) ?? 0);
  return known.some((place, index) => place < (known[index - 1] ?? -1));
}

/** Where order has a meaning, an addition needs its neighbours, and no addition of the user's beside it. */
function isRefused(entry: Entry, inOurs: readonly Entry[], inTheirs: readonly Entry[]): boolean {
  const { theirs } = entry;
  if (entry.base !== null || entry.ours !== null || theirs === null || theirs.free) return false;
  const at = inTheirs.indexOf(entry);
  const before = inTheirs.slice(0, at).findLast((one) => one.base !== null);
  const after = inTheirs.slice(at).find((one) => one.base !== null);
  if (before?.ours === null || after?.ours === null) return true;
  const from = before === undefined ? 0 : inOurs.indexOf(before) + 1;
  const to = after === undefined ? inOurs.length : inOurs.indexOf(after);
  if (from > to) return true;
  const added = inOurs.slice(from, to).filter((one) => one.base === null && one.theirs === null);
  return added.some(
    (one) => !(theirs.keyed && one.ours?.keyed === true) && one.ours?.free !== true,
  );
}

function rest(items: readonly Item[], pairs: ReadonlyMap<number, number>): Item[] {
  const taken = new Set(pairs.values());
  return items.filter((_, index) => !taken.has(index));
}

function at(items: readonly Item[], index: number | undefined): Item | null {
  return index === undefined ? null : (items[index] ?? null);
}
