import { LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { Range } from '../../diagnostic.ts';
import { yamlDetail } from '../messages/source.ts';
import type { Words } from '../problem.ts';
import type { YamlBlock } from './blocks.ts';
import type { LineIndex } from './line-index.ts';
import { patch } from './patch.ts';
import type { Edit } from './patch.ts';

/** A block of a file, and the edits that make it what its author meant. */
export interface YamlText {
  readonly source: string;
  readonly block: YamlBlock;
  readonly edits: readonly Edit[];
  readonly lines: LineIndex;
}

export interface ParsedYaml {
  readonly contents: Node | null;
  readonly errors: readonly { readonly at: Range; readonly detail: Words }[];
  readonly text: string;
  /** The place in the file of a part of that text. */
  range(start: number, end: number): Range;
}

export function parseText({ source, block, edits, lines }: YamlText): ParsedYaml | 'too deep' {
  const local = edits.map((edit) => ({
    ...edit,
    start: edit.start - block.start,
    end: edit.end - block.start,
  }));
  const { text, toOriginal } = patch(source.slice(block.start, block.end), local);
  const range = (start: number, end: number): Range =>
    lines.range(block.start + toOriginal(start), block.start + toOriginal(end));
  try {
    const { contents, errors } = parseDocument(text, {
      schema: 'failsafe',
      version: '1.2',
      // Names are compared without their labels, by ourselves.
      uniqueKeys: false,
      lineCounter: new LineCounter(),
      prettyErrors: false,
      logLevel: 'silent',
    });
    const located = errors.map(({ pos: [start, end], code, message }) => ({
      at: range(start, end),
      detail: yamlDetail(code, message),
    }));
    return { contents: contents as Node | null, errors: located, text, range };
  } catch (error) {
    if (error instanceof RangeError) return 'too deep';
    throw error;
  }
}

/**
 * Where the structure of a text is broken, no line up to the next name is where it seems to be: the
 * part from the name before it, with all that stands under a line that is further left.
 */
export function partAround({ source, block, lines }: YamlText, { start }: Range): Range {
  let from = lineStart(source, start.offset);
  let indent = indentOf(source, from);
  while (from > block.start && !isName(source, from)) {
    from = lineStart(source, from - 1);
    indent = Math.min(indent, indentOf(source, from));
  }
  let to = nextLine(source, start.offset);
  while (to < block.end && indentOf(source, to) > indent) to = nextLine(source, to);
  return lines.range(Math.max(from, block.start), Math.min(to, block.end));
}

/** What that leaves unknown: all, where it may hold a name of a section. */
export function lostAround(yaml: YamlText, at: Range): Range | 'all' {
  const part = partAround(yaml, at);
  const [from, to] = [part.start.offset, part.end.offset];
  const depth = indentOf(yaml.source, from);
  let line = nextLine(yaml.source, from);
  if (depth === 0 && line < to) return 'all';
  for (; line < to; line = nextLine(yaml.source, line))
    if (indentOf(yaml.source, line) < depth) return 'all';
  return part;
}

const name = / {0,2}[^\s"'#:[\]{}-][^"'#:[\]{}\n]*:(?=\s)/y;

function isName(source: string, lineStart: number): boolean {
  name.lastIndex = lineStart;
  return name.test(source);
}

/** A blank line or a comment stands at no depth, so it never ends a part. */
function indentOf(source: string, lineStart: number): number {
  const line = source.slice(lineStart, lineStart + 3);
  const blank = /^ */.exec(line)?.[0].length ?? 0;
  return /^ *(?:#|\n|$)/.test(line) ? 3 : blank;
}

function lineStart(source: string, at: number): number {
  return source.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(source: string, at: number): number {
  const newline = source.indexOf('\n', at);
  return newline === -1 ? source.length : newline + 1;
}

/** The text with nothing but its name left of a part; null when that is no YAML either. */
export function withoutPart(yaml: YamlText, part: Range): ParsedYaml | null {
  const [from, to] = [part.start.offset, part.end.offset];
  name.lastIndex = from;
  const kept = name.exec(yaml.source)?.[0].length ?? 0;
  const others = yaml.edits.filter(({ start, end }) => end <= from || start >= to);
  const cut = { start: from + kept, end: Math.max(from + kept, to - 1), text: '' };
  const rest = parseText({ ...yaml, edits: [...others, cut] });
  return rest === 'too deep' || rest.errors.length > 0 ? null : rest;
}
