import { shorthandMessages as sayInside } from '../messages/shorthand.ts';
import { sourceMessages as say } from '../messages/source.ts';
import type { ProblemText } from '../problem.ts';
import { findInPlain } from './plain-scalar.ts';
import type { Edit } from './patch.ts';
import type { YamlBlock } from './blocks.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Trap extends Span {
  readonly text: ProblemText;
  /** The value that, with the edits, is what its author meant: all else can still be said. */
  readonly repaired?: Span;
}

export interface TrapScan {
  readonly traps: readonly Trap[];
  readonly repaired: readonly Span[];
  /** What makes the text mean what its author meant, so that the rest can be checked. */
  readonly edits: readonly Edit[];
  /** The text must not reach the YAML parser. */
  readonly stop: boolean;
}

const maxFlowDepth = 48;
const maxIndent = 400;
const maxLine = 10_000;

interface Opener {
  readonly at: number;
  readonly character: '{' | '[';
  readonly indent: number;
}

/** Walks the YAML once, before its parser, for what that parser would explain badly or not notice. */
export function scanTraps(source: string, block: YamlBlock): TrapScan {
  const traps: Trap[] = [];
  const edits: Edit[] = [];
  const openers: Opener[] = [];
  let stop = false;
  let tooLong = false;
  let lineIndent = 0;
  let atKey = true;
  let at = block.start;
  // Below this indentation a block scalar (`|` or `>`) ends.
  let textIndent: number | null = null;

  function startLine(): void {
    const end = lineEnd(source, at, block.end);
    const indent = /^[\s\u00a0\u3000]*/.exec(source.slice(at, end))?.[0] ?? '';
    const rest = source.slice(at + indent.length, end);
    if (rest === '') {
      at = end;
      return;
    }
    if (textIndent !== null && indent.length > textIndent) {
      at = end;
      return;
    }
    textIndent = null;
    if (!rest.startsWith('#')) checkIndent(indent, at);
    closeForgotten(indent.length, rest, at);
    lineIndent = indent.length;
    atKey = openers.length === 0;
    at += indent.length;
    if (indent.length > maxIndent) stop = true;
    if (end - at > maxLine) tooLong = true;
  }

  function checkIndent(indent: string, start: number): void {
    const wrong = /[^ ]/.exec(indent);
    if (!wrong) return;
    traps.push({
      start: start + wrong.index,
      end: start + indent.length,
      text: say.indentCharacter(nameOf(wrong[0])),
    });
    const spaces = indent.replaceAll('\t', '  ').replaceAll('\u3000', '  ').replace(/[^ ]/g, ' ');
    edits.push({ start, end: start + indent.length, text: spaces });
  }

  /** A key at or left of the line that opened a bracket: the bracket was never closed. */
  function closeForgotten(indent: number, rest: string, start: number): void {
    const opener = openers[0];
    if (!opener || indent > opener.indent || !/^(- )?[\p{L}_"'][^,{}[\]]*:(\s|$)/u.test(rest))
      return;
    const inner = openers[openers.length - 1] ?? opener;
    const closers = openers.map((one) => closerOf(one.character)).reverse();
    traps.push({
      start: inner.at,
      end: inner.at + 1,
      text: say.openFlow(inner.character, closers[0] ?? '}'),
    });
    edits.push({ start: start - 1, end: start - 1, text: closers.join('') });
    openers.length = 0;
  }

  function readQuoted(quote: string): void {
    const start = at;
    at += 1;
    while (at < block.end) {
      const character = source.charAt(at);
      if (quote === '"' && character === '\\') at += 2;
      else if (character === quote && quote === "'" && source.charAt(at + 1) === quote) at += 2;
      else if (character === quote) break;
      else at += 1;
    }
    if (at < block.end) {
      at += 1;
      return;
    }
    const end = lineEnd(source, start, block.end);
    const hash = / #/.test(source.slice(start, end));
    traps.push({ start, end: start + 1, text: say.openQuote(hash) });
    edits.push({ start: end, end, text: quote });
    at = end;
  }

  function readPlain(): void {
    const opener = openers[openers.length - 1];
    const found = findInPlain(source, at, block.end, {
      flow: opener !== undefined,
      inMap: opener?.character === '{',
      keyPosition: atKey,
    });
    traps.push(...found.traps.slice(0, 1));
    edits.push(...found.edits);
    at = Math.max(found.end, at + 1);
  }

  const atLineStart = (): boolean => at === block.start || source.charAt(at - 1) === '\n';
  while (at < block.end && !stop && !tooLong) {
    if (atLineStart()) startLine();
    const character = source.charAt(at);
    if (at >= block.end || tooLong) break;
    if (character === '\n' || /\s/.test(character)) at += 1;
    else if (character === '#') at = lineEnd(source, at, block.end);
    else if (character === '"' || character === "'") readQuoted(character);
    else if (character === '{' || character === '[') {
      openers.push({ at, character, indent: lineIndent });
      if (openers.length > maxFlowDepth) stop = true;
      at += 1;
    } else if ((character === '}' || character === ']') && openers.length > 0) {
      openers.pop();
      at += 1;
    } else if (character === ':' || (character === ',' && openers.length > 0)) {
      if (character === ':') atKey = false;
      at += 1;
    } else if (/[-?]/.test(character) && /[\s]/.test(source.charAt(at + 1) || '\n')) {
      at += 1;
    } else if (openers.length === 0 && isBlockText(source, at, block.end)) {
      textIndent = lineIndent;
      at = lineEnd(source, at, block.end);
    } else readPlain();
  }
  if (stop || tooLong) {
    const text = tooLong ? sayInside.tooLong(maxLine) : say.tooDeep(maxFlowDepth);
    return { traps: [...traps, { start: at, end: at, text }], repaired: [], edits: [], stop: true };
  }
  closeAtEnd(openers, traps, edits, block.end);
  const repaired = traps.flatMap((trap) => trap.repaired ?? []);
  return { traps: firstOfEachLine(source, traps), repaired, edits, stop };
}

function closeAtEnd(openers: readonly Opener[], traps: Trap[], edits: Edit[], end: number): void {
  const inner = openers[openers.length - 1];
  if (!inner) return;
  const closers = openers.map((one) => closerOf(one.character)).reverse();
  traps.push({
    start: inner.at,
    end: inner.at + 1,
    text: say.openFlow(inner.character, closers[0] ?? '}'),
  });
  edits.push({ start: end - 1, end: end - 1, text: closers.join('') });
}

function closerOf(opener: '{' | '['): string {
  return opener === '{' ? '}' : ']';
}

function isBlockText(source: string, at: number, end: number): boolean {
  return /^[|>][-+\d]*[ \t]*(#.*)?$/.test(source.slice(at, lineEnd(source, at, end)));
}

export function lineEnd(source: string, at: number, limit: number): number {
  const newline = source.indexOf('\n', at);
  return newline === -1 || newline > limit ? limit : newline;
}

function nameOf(character: string): { en: string; zh: string } {
  if (character === '\t') return { en: 'a tab', zh: '制表符' };
  if (character === '\u3000')
    return { en: 'a full-width space (U+3000)', zh: '全角空格（U+3000）' };
  if (character === '\u00a0')
    return { en: 'a no-break space (U+00A0)', zh: '不换行空格（U+00A0）' };
  return { en: 'an unusual space', zh: '特殊空白字符' };
}

/** A bracket that ends one value spoils the whole line: it is said once. A comma has its own fix. */
function firstOfEachLine(source: string, traps: readonly Trap[]): Trap[] {
  return traps.filter((trap, index) => {
    const earlier = traps[index - 1];
    return (
      earlier?.text.code !== trap.text.code ||
      trap.text.code === 'prd.flow_comma' ||
      source.slice(earlier.start, trap.start).includes('\n')
    );
  });
}
