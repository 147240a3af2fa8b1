import { linesOf } from './lines.ts';
import { leaf, Source } from './tree/source.ts';
import type { Item, List, Part, Token, Tree } from './tree/source.ts';

export interface Line {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
  readonly indent: number;
}

/** A text whose tokens are its lines, and the lines that hold something. */
export function linesIn(text: string): {
  readonly source: Source;
  readonly lines: readonly Line[];
} {
  const tokens: Token[] = [];
  const lines: Line[] = [];
  let pos = 0;
  for (const line of linesOf(text)) {
    const bare = line.trim();
    const indent = line.length - line.trimStart().length;
    lines.push({ pos, end: pos + line.length, text: bare, indent: bare === '' ? -1 : indent });
    if (bare !== '') {
      const start = pos + indent;
      tokens.push({ pos: start, end: start + bare.length, text: bare });
    }
    pos += line.length;
  }
  return { source: new Source(text, tokens), lines };
}

export function lineWords(text: string): readonly string[] {
  return linesIn(text).source.tokens.map((token) => token.text);
}

interface Piece {
  readonly key: string;
  readonly group: string;
  readonly free: boolean;
  /** Where it starts with its comments, where it starts itself, and where it ends. */
  readonly pos: number;
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Part[];
}

export function itemOf(piece: Piece): Item {
  const { key, group, free, pos, start, end, parts } = piece;
  return {
    key,
    group,
    name: key,
    free,
    keyed: true,
    pos,
    end,
    lead: leaf(pos, start),
    core: { pos: start, end },
    parts,
    separatorAt: null,
  };
}

export function listOf(label: string, pos: number, end: number, items: readonly Item[]): List {
  const tail = leaf(items.at(-1)?.end ?? pos, end);
  return {
    kind: 'list',
    pos,
    end,
    label,
    separator: '',
    leading: false,
    items,
    tail,
    settles: true,
    top: false,
  };
}

/** `NAME=value` or a pattern a line; the comments before one belong to it. */
export function settingsTree(text: string): Tree {
  const { source, lines } = linesIn(text);
  const items: Item[] = [];
  let pos = 0;
  for (const line of lines) {
    if (line.text === '' || line.text.startsWith('#')) continue;
    const key = /^(?:export )?([A-Za-z_]\w*)=/.exec(line.text)?.[1] ?? line.text;
    const { end } = line;
    const parts = [leaf(line.pos, end)];
    items.push(itemOf({ key, group: 'line', free: true, pos, start: line.pos, end, parts }));
    pos = end;
  }
  const list = listOf('lines', 0, text.length, items);
  return { source, parts: [leaf(0, 0), list, leaf(text.length, text.length)] };
}

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly pos: number;
  readonly end: number;
}

/** Sections by heading, those of deeper headings within them. */
export function markdownTree(text: string): Tree {
  const { source, lines } = linesIn(text);
  const headings: Heading[] = [];
  let fence = '';
  for (const line of lines) {
    const opened = /^(`{3,}|~{3,})/.exec(line.text)?.[1] ?? '';
    if (fence === '' && opened !== '') fence = opened;
    else if (fence !== '' && opened.startsWith(fence)) fence = '';
    const level = fence === '' ? (/^(#{1,6})\s/.exec(line.text)?.[1]?.length ?? 0) : 0;
    if (level > 0) headings.push({ level, text: line.text, pos: line.pos, end: line.end });
  }
  return { source, parts: sections(headings, 0, text.length) };
}

/** The text before the first heading, then the sections. */
function sections(headings: readonly Heading[], pos: number, end: number): Part[] {
  const [first] = headings;
  if (first === undefined) return [leaf(pos, end)];
  const top = Math.min(...headings.map((one) => one.level));
  const starts = headings.filter((one, index) => one.level === top || index === 0);
  const items = starts.map((heading, index) => {
    const until = starts[index + 1]?.pos ?? end;
    const within = headings.filter((one) => one.pos > heading.pos && one.pos < until);
    const parts = sections(within, heading.pos, until);
    const key = heading.text;
    const start = heading.pos;
    return itemOf({ key, group: 'section', free: true, pos: start, start, end: until, parts });
  });
  return [leaf(pos, first.pos), listOf('sections', first.pos, end, items), leaf(end, end)];
}
