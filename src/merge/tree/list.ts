import type { Origin } from '../change-set.ts';
import { Open } from './context.ts';
import type { Context } from './context.ts';
import { mergeLeaf } from './leaf.ts';
import { mergeItem } from './merge.ts';
import { arrange, entriesOf } from './order.ts';
import type { Entry } from './order.ts';
import { markers, render, tailOf, writeList } from './render.ts';
import type { Rendered } from './render.ts';
import { saying } from './source.ts';
import type { Item, List, Source } from './source.ts';

/**
 * Three lists of one label; without a base, everything was added by both. Where it is open which item is
 * which, it must make no difference.
 */
export function mergeList(context: Context, base: List | null, ours: List, theirs: List): string {
  const [entries = [], ...others] = entriesOf(context, base, ours, theirs);
  const text = mergeEntries(context, entries, { base, ours, theirs });
  for (const other of others) {
    const trial = { ...context, conflicts: [], symbols: [] };
    if (mergeEntries(trial, other, { base, ours, theirs }) !== text) throw new Open('both_changed');
  }
  return text;
}

interface Lists {
  readonly base: List | null;
  readonly ours: List;
  readonly theirs: List;
}

function mergeEntries(context: Context, entries: readonly Entry[], all: Lists): string {
  const { base, ours, theirs } = all;
  const order = arrange(entries, all);
  const items = order.flatMap((entry) => mergeEntry(context, entry, ours) ?? []);
  const lists = { ours, theirs, oursSource: context.ours, theirsSource: context.theirs };
  const plainTail = tailOf(items, lists);
  const comments = [
    context.ours.signature(ours.tail),
    context.theirs.signature(theirs.tail),
    base === null ? '' : context.base.signature(base.tail),
  ];
  const tail =
    new Set(comments).size === 1
      ? plainTail
      : mergeLeaf(context, base?.tail ?? null, ours.tail, theirs.tail, 0);
  return writeList(items, tail, lists);
}

function mergeEntry(context: Context, entry: Entry, list: List): Rendered | null {
  if (entry.refused) return settle(context, entry, list, new Open('both_inserted'));
  const found = { conflicts: context.conflicts.length, symbols: context.symbols.length };
  try {
    const { ours, base, theirs } = entry;
    if (ours !== null && theirs !== null) {
      const named = { ...context, around: [...context.around, ours.name] };
      const rendered = mergeItem(named, base, ours, theirs, list.separator);
      reportMerged(context, entry, list);
      return rendered;
    }
    return oneSided(context, entry, list);
  } catch (cause) {
    if (!(cause instanceof Open)) throw cause;
    context.conflicts.length = found.conflicts;
    context.symbols.length = found.symbols;
    return settle(context, entry, list, cause);
  }
}

/** On one side only: added there, or deleted on the other. */
function oneSided(context: Context, { base, ours, theirs }: Entry, list: List): Rendered | null {
  const said = (source: Source, item: Item): string => saying(source, item, list.separator);
  if (ours !== null) {
    if (base === null) {
      report(context, ours, list, 'yours');
      return render(context.ours, ours);
    }
    if (said(context.ours, ours) === said(context.base, base)) {
      report(context, ours, list, 'generated');
      return null;
    }
    if (ours.group === 'import') return render(context.ours, ours);
    throw new Open('deleted_by_generator');
  }
  if (theirs === null) return null;
  if (base === null) {
    report(context, theirs, list, 'generated');
    return render(context.theirs, theirs, true);
  }
  if (said(context.theirs, theirs) === said(context.base, base)) {
    report(context, theirs, list, 'yours');
    return null;
  }
  if (theirs.group === 'import') return render(context.theirs, theirs, true);
  throw new Open('deleted_by_you');
}

/** The user's text stands, both are recorded, the list goes on; or the conflict is for what is around. */
function settle(context: Context, entry: Entry, list: List, open: Open): Rendered | null {
  if (!list.settles) throw open;
  const { base, ours, theirs } = entry;
  const text = (source: Source, item: Item | null): string | null =>
    item === null ? null : source.slice(item);
  const sides = {
    base: text(context.base, base),
    ours: text(context.ours, ours),
    theirs: text(context.theirs, theirs),
  };
  const item = ours ?? theirs ?? base;
  const key = [...context.around, item?.name ?? '*'].join('.');
  context.conflicts.push({ key, kind: open.kind, ...sides });
  context.symbols.push({ key, origin: 'conflict' });
  if (context.markers) return markers(sides.ours, sides.base, sides.theirs);
  return ours === null ? null : render(context.ours, ours);
}

function reportMerged(context: Context, { base, ours, theirs }: Entry, list: List): void {
  if (ours === null || theirs === null) return;
  const o = saying(context.ours, ours, list.separator);
  const t = saying(context.theirs, theirs, list.separator);
  const b = base === null ? null : saying(context.base, base, list.separator);
  if (o === t) return;
  if (o === b) report(context, theirs, list, 'generated');
  else if (t === b) report(context, ours, list, 'yours');
  else if (!ours.parts.some((part) => part.kind === 'list' && part.settles)) {
    report(context, ours, list, 'merged');
  }
}

function report(context: Context, item: Item, list: List, origin: Origin): void {
  if (!list.settles) return;
  context.symbols.push({ key: [...context.around, item.name].join('.'), origin });
}
