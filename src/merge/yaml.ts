import { parseDocument } from 'yaml';
import { itemOf, linesIn, lineWords, listOf } from './line-trees.ts';
import type { Line } from './line-trees.ts';
import type { MergedText, Texts } from './texts.ts';
import { mergeByTree } from './tree/attempt.ts';
import { leaf } from './tree/source.ts';
import type { Item, Part, Tree } from './tree/source.ts';

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{}&*!|>%@`-][^#]*?|-[^\s][^#]*?):(\s|$)/;

/** By key, cut at whole lines, so that comments and layout stay. */
export function mergeYaml(texts: Texts): MergedText {
  return mergeByTree(texts, { build: yamlTree, words: lineWords });
}

export function yamlTree(text: string): Tree | null {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) return null;
  const { source, lines } = linesIn(text);
  return { source, parts: blocks(lines, 0, text.length) };
}

/** The entries of a mapping or a sequence, if these lines are one; else they are one leaf. */
function blocks(lines: readonly Line[], pos: number, end: number): Part[] {
  const first = lines.find((line) => isContent(line));
  const kind = first === undefined ? null : kindOf(first);
  if (first === undefined || kind === null) return [leaf(pos, end)];
  const starts = lines.filter(
    (line) => isContent(line) && line.indent === first.indent && kindOf(line) === kind,
  );
  const covered = lines.every(
    (line) =>
      !isContent(line) || line.indent > first.indent || starts.includes(line) || closes(line),
  );
  if (!covered) return [leaf(pos, end)];
  const items: Item[] = [];
  let from = pos;
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1]?.pos ?? end;
    const own = lines.filter((line) => line.pos >= start.pos && line.pos < next);
    const until = lastContent(own)?.end ?? start.end;
    const within = own.filter((line) => line.pos > start.pos && line.pos < until);
    const parts = entryParts(start, within, until);
    const key = kind === 'map' ? (KEY.exec(start.text)?.[1] ?? start.text) : start.text;
    items.push(
      itemOf({
        key,
        group: kind,
        free: kind === 'map',
        pos: from,
        start: start.pos,
        end: until,
        parts,
      }),
    );
    from = until;
  }
  return [leaf(pos, pos), listOf(kind, pos, end, items), leaf(end, end)];
}

function entryParts(start: Line, within: readonly Line[], end: number): Part[] {
  const opensBlock = /:\s*(#.*)?$/.test(start.text);
  if (!opensBlock || within.length === 0) return [leaf(start.pos, end)];
  const [head, ...rest] = blocks(within, start.end, end);
  if (head === undefined || rest.length === 0) return [leaf(start.pos, end)];
  return [leaf(start.pos, head.end), ...rest];
}

function isContent(line: Line): boolean {
  return line.text !== '' && !line.text.startsWith('#');
}

function closes(line: Line): boolean {
  return /^[\]}]/.test(line.text);
}

function lastContent(lines: readonly Line[]): Line | undefined {
  return lines.findLast(isContent);
}

function kindOf(line: Line): 'map' | 'seq' | null {
  if (/^-(\s|$)/.test(line.text)) return 'seq';
  return KEY.test(line.text) ? 'map' : null;
}
