import type { Item, List, Source } from './source.ts';

/** An item as it will be written, its separator apart. */
export interface Rendered {
  readonly lead: string;
  readonly core: string;
  /** Between the core and its separator. */
  readonly gap: string;
  /** A comment on the same line. */
  readonly after: string;
  /** Laid out by the generator, and new in the user's list. */
  readonly inserted: boolean;
  /** Conflict markers: written as they are. */
  readonly raw: boolean;
}

export function render(source: Source, item: Item, inserted = false): Rendered {
  const { separatorAt, core } = item;
  const closing = { pos: separatorAt === null ? core.end : separatorAt + 1, end: item.end };
  return {
    lead: source.slice(item.lead),
    core: source.slice(core),
    gap: separatorAt === null ? '' : source.text.slice(core.end, separatorAt),
    after: source.slice(closing),
    inserted,
    raw: false,
  };
}

interface Lists {
  readonly ours: List;
  readonly theirs: List;
  readonly oursSource: Source;
  readonly theirsSource: Source;
}

/** The list's items in their order, separated as the user separates them. */
export function writeList(items: readonly Rendered[], tail: string, lists: Lists): string {
  const fitted = items.map((item) => (item.inserted ? fitted1(item, lists) : item));
  let text = '';
  for (const [index, item] of fitted.entries()) {
    text += writeItem(item, index, fitted.length, text, lists);
  }
  return text + afterComment(text, tail);
}

function writeItem(
  item: Rendered,
  index: number,
  count: number,
  before: string,
  lists: Lists,
): string {
  const { separator, leading, top } = lists.ours;
  if (item.raw) return item.lead + item.core + item.after;
  let { lead } = item;
  if (top && index === 0) lead = lead.replace(/^\s+/, '');
  if (top && index > 0 && !lead.startsWith('\n')) lead = `\n${lead}`;
  if (leading) lead = withLeading(lead, separator, index > 0 || startsWithSeparator(lists));
  if (separator === '' && index > 0 && !/\n/.test(lead) && !/([;}]\s*|\n)$/.test(before)) {
    lead = `\n${lead}`;
  }
  const last = index === count - 1;
  const separated = separator !== '' && !leading && (!last || endsWithSeparator(lists));
  return (
    afterComment(before, lead) +
    item.core +
    (separated ? item.gap + separator : '') +
    (separated ? item.after : item.gap + item.after)
  );
}

/** A list on one line stays on one line; one item a line stays so. */
function fitted1(item: Rendered, { ours, oursSource }: Lists): Rendered {
  if (
    ours.items.length === 0 ||
    ours.top ||
    item.raw ||
    /\S/.test(item.lead.replace(/[|&]/g, ''))
  ) {
    return item;
  }
  const model = ours.items[1] ?? ours.items[0];
  if (model === undefined) return item;
  const lead = oursSource.slice(model.lead);
  const layout = lead.includes('\n') ? `\n${/[^\n]*$/.exec(lead)?.[0] ?? ''}` : lead;
  if (/[^\s|&]/.test(layout)) return item;
  const spread = item.lead.includes('\n');
  if (spread === layout.includes('\n')) return item;
  if (!spread || !item.core.includes('\n')) return { ...item, lead: layout === '' ? ' ' : layout };
  return item;
}

function withLeading(lead: string, separator: string, wanted: boolean): string {
  const has = lead.includes(separator);
  if (has === wanted) return lead;
  if (!wanted) return lead.replace(new RegExp(`\\${separator} ?`), '');
  return /\s$/.test(lead) ? `${lead}${separator} ` : `${lead} ${separator} `;
}

function startsWithSeparator({ ours, theirs, oursSource, theirsSource }: Lists): boolean {
  const [list, source] = ours.items.length > 0 ? [ours, oursSource] : [theirs, theirsSource];
  const first = list.items[0];
  return first !== undefined && source.slice(first.lead).includes(list.separator);
}

function endsWithSeparator({ ours, theirs }: Lists): boolean {
  const last = ours.items.at(-1) ?? theirs.items.at(-1);
  return last !== undefined && last.separatorAt !== null;
}

/** What follows a line comment starts on a new line. */
function afterComment(before: string, next: string): string {
  if (next.includes('\n')) return next;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return /(^|[\s,;{}()])\/\/[^'"`]*$/.test(line) ? `\n${next}` : next;
}

/** The user's tail, unless it does not fit what the list has become. */
export function tailOf(
  items: readonly Rendered[],
  { ours, theirs, oursSource, theirsSource }: Lists,
): string {
  const mine = oursSource.slice(ours.tail);
  const generated = theirsSource.slice(theirs.tail);
  if (ours.items.length === 0) return items.length === 0 ? mine : generated;
  const spread = items.some((item) => item.lead.includes('\n'));
  return spread && !mine.includes('\n') && generated.includes('\n') ? generated : mine;
}

export function markers(ours: string | null, base: string | null, theirs: string | null): Rendered {
  const side = (text: string | null): string => (text === null ? '' : `${trimmed(text)}\n`);
  const core = `\n<<<<<<< yours\n${side(ours)}||||||| generated last\n${side(base)}=======\n${side(theirs)}>>>>>>> generated now`;
  return { lead: '', core, gap: '', after: '', inserted: false, raw: true };
}

function trimmed(text: string): string {
  return text.replace(/^[ \t]*\n+|\s+$/g, '');
}
