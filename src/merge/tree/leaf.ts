import { Open } from './context.ts';
import type { Context } from './context.ts';
import { diff3 } from './diff.ts';
import type { Range, Source, Token } from './source.ts';

/** Three-way on tokens; layout is the user's where they changed it, else the generator's. */
export function mergeLeaf(
  context: Context,
  base: Range | null,
  ours: Range,
  theirs: Range,
  apart = context.apart,
): string {
  const o = context.ours.signature(ours);
  const t = context.theirs.signature(theirs);
  if (base === null) {
    if (o === t) return context.ours.slice(ours);
    throw new Open('both_added');
  }
  const b = context.base.signature(base);
  if (o === b) {
    const layout = context.ours.slice(ours);
    return t === b && layout !== context.base.slice(base) ? layout : context.theirs.slice(theirs);
  }
  if (t === b || o === t) return context.ours.slice(ours);
  return mergeTokens(context, base, ours, theirs, apart);
}

interface Cursor {
  readonly source: Source;
  readonly range: Range;
  readonly tokens: readonly Token[];
}

export function mergeTokens(
  context: Context,
  base: Range,
  ours: Range,
  theirs: Range,
  apart: number,
): string {
  const b = cursor(context.base, base);
  const o = cursor(context.ours, ours);
  const t = cursor(context.theirs, theirs);
  let text = '';
  let last: 'ours' | 'theirs' | null = null;
  let stable = 0;
  const changed = (side: 'ours' | 'theirs'): void => {
    if (last !== null && last !== side && stable < apart) throw new Open('both_changed');
    last = side;
    stable = 0;
  };
  for (const chunk of diff3(words(b), words(o), words(t))) {
    if (chunk.stable) {
      text += spaced(text, gapOf(b, o, t, chunk.base[0], chunk.ours[0], chunk.theirs[0]));
      text += b.source.slice(b.tokens[chunk.base[0]] ?? base);
      stable += 1;
      continue;
    }
    const inBase = said(b, chunk.base);
    const inOurs = said(o, chunk.ours);
    const inTheirs = said(t, chunk.theirs);
    if (inOurs === inBase) {
      changed('theirs');
      text += written(text, t, chunk.theirs);
    } else if (inTheirs === inBase || inTheirs === inOurs) {
      if (inTheirs !== inOurs) changed('ours');
      text += written(text, o, chunk.ours);
    } else throw new Open('both_changed');
  }
  return text + spaced(text, gapOf(b, o, t, b.tokens.length, o.tokens.length, t.tokens.length));
}

function cursor(source: Source, range: Range): Cursor {
  return { source, range, tokens: source.tokensIn(range) };
}

function words({ tokens }: Cursor): string[] {
  return tokens.map((token) => token.text);
}

function said({ tokens }: Cursor, [from, to]: readonly [number, number]): string {
  return tokens
    .slice(from, to)
    .map((token) => token.text)
    .join('\0');
}

function written(before: string, side: Cursor, [from, to]: readonly [number, number]): string {
  let text = '';
  for (let index = from; index < to; index += 1) {
    const token = side.tokens[index];
    if (token === undefined) continue;
    text += spaced(before + text, gap(side, index)) + side.source.slice(token);
  }
  return text;
}

/** Layout before a token; after the last one, the layout before the end. */
function gap({ source, range, tokens }: Cursor, index: number): string {
  return source.text.slice(tokens[index - 1]?.end ?? range.pos, tokens[index]?.pos ?? range.end);
}

function gapOf(b: Cursor, o: Cursor, t: Cursor, inB: number, inO: number, inT: number): string {
  const ours = gap(o, inO);
  return ours === gap(b, inB) ? gap(t, inT) : ours;
}

/** Nothing may slip into a line comment before it, and two words may not become one. */
function spaced(before: string, layout: string): string {
  if (
    /(^|\n)[^\n]*\/\/[^\n]*$/.test(lastLine(before)) &&
    !layout.includes('\n') &&
    !before.endsWith('\n')
  ) {
    return isLineComment(before) ? `\n${layout}` : layout;
  }
  return layout;
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

/** A guess on the safe side: a line break too many is harmless but after `return`, which the check finds. */
function isLineComment(text: string): boolean {
  const line = lastLine(text);
  const at = line.indexOf('//');
  return at >= 0 && !/['"`:]/.test(line.slice(Math.max(0, at - 1), at));
}
