import { sourceMessages as say } from '../messages/source.ts';
import { hide } from './escapes.ts';
import type { Edit } from './patch.ts';
import type { Trap } from './traps.ts';

interface Place {
  readonly flow: boolean;
  /** The innermost bracket is `{`. */
  readonly inMap: boolean;
  /** A key may stand here. */
  readonly keyPosition: boolean;
}

interface Found {
  readonly end: number;
  readonly traps: readonly Trap[];
  readonly edits: readonly Edit[];
}

/** One character of an unquoted value, and what its author takes it to be part of. */
type Within = 'plain' | 'quote' | 'regex';

/** Follows an unquoted value to the end its author means, which may lie beyond the one YAML sees. */
export function findInPlain(source: string, start: number, limit: number, place: Place): Found {
  const newline = source.indexOf('\n', start);
  const end = newline === -1 || newline > limit ? limit : newline;
  const walk = walkPlain(source, start, end, place);
  if (walk.openQuote !== null) {
    const hash = / #/.test(source.slice(walk.openQuote, end));
    const trap = { start: walk.openQuote, end: walk.openQuote + 1, text: say.openQuote(hash) };
    const edit = { start: walk.openQuote, end: walk.openQuote + 1, text: '\ue010' };
    return { end: walk.end, traps: [trap], edits: [edit] };
  }
  const traps: Trap[] = [];
  const value = source.slice(start, walk.end).trimEnd();
  const first = walk.caught[0];
  if (first) {
    const text =
      first.character === ':'
        ? say.quotedColon(value)
        : first.character === '#'
          ? say.quotedHash(value)
          : first.character === ',' && first.within === 'plain'
            ? say.flowComma(value)
            : say.flowCharacter(first.character, value);
    traps.push({ start: first.at, end: first.at + 1, text, repaired: { start, end: walk.end } });
  }
  const edits = walk.caught.map(({ at, character }) => ({
    start: at,
    end: at + 1,
    text: hide(character),
  }));
  const colon = findBadColon(source, start, walk, place);
  return colon
    ? { end: colon.edit.start + 1, traps: [colon.trap, ...traps], edits: [colon.edit] }
    : { end: walk.end, traps, edits };
}

interface Walk {
  readonly end: number;
  readonly endsAtColon: boolean;
  readonly openQuote: number | null;
  readonly caught: readonly {
    readonly at: number;
    readonly character: string;
    readonly within: Within;
  }[];
}

function walkPlain(source: string, start: number, end: number, place: Place): Walk {
  const caught: { at: number; character: string; within: Within }[] = [];
  let within: Within = 'plain';
  let within0 = start;
  let parens = 0;
  let brackets = 0;
  const result = (at: number, endsAtColon = false): Walk => ({
    end: at,
    endsAtColon,
    openQuote: within === 'quote' ? within0 : null,
    caught,
  });
  for (let at = start; at < end; at += 1) {
    const character = source.charAt(at);
    const before = at === start ? ' ' : source.charAt(at - 1);
    const spaceAfter = at + 1 >= end || /\s/.test(source.charAt(at + 1));
    if (within !== 'plain') {
      if (character === '\\') at += 1;
      else if (character === (within === 'quote' ? '"' : '/')) within = 'plain';
      else if (place.flow && /[[\]{},]/.test(character)) caught.push({ at, character, within });
      else if (character === ':' && spaceAfter && at + 1 < end)
        caught.push({ at, character, within });
      else if (character === '#' && /\s/.test(before)) caught.push({ at, character, within });
    } else if (character === '#' && /\s/.test(before)) return result(at);
    else if (
      character === ':' &&
      (spaceAfter || (place.flow && /[,[\]{}]/.test(source.charAt(at + 1)))) &&
      parens === 0
    )
      return result(at, true);
    else if (character === '"' && /[\s(=（|]/.test(before)) {
      within = 'quote';
      within0 = at;
    } else if (character === '/' && /\s/.test(before) && regexCloses(source, at, end))
      within = 'regex';
    else if (character === '(' || character === '（') parens += 1;
    else if (character === ')' || character === '）') parens = Math.max(0, parens - 1);
    else if (!place.flow) continue;
    else if (character === ',') {
      if (parens > 0 && source.slice(at, end).includes(')')) caught.push({ at, character, within });
      else return result(at);
    } else if (character === '[' || character === '{') {
      brackets += 1;
      caught.push({ at, character, within });
    } else if (character === ']' || character === '}') {
      if (brackets === 0) return result(at);
      brackets -= 1;
      caught.push({ at, character, within });
    }
  }
  return result(end);
}

/** `/` opens a pattern when another one closes it before a space or a bracket: `a / b` does not. */
function regexCloses(source: string, at: number, end: number): boolean {
  return /^\/(?![\s/])(?:[^/\\\n]|\\.)*\/[a-z]*(?=[\s,}\])]|$)/.test(source.slice(at, end));
}

interface BadColon {
  readonly trap: Trap;
  readonly edit: Edit;
}

/** `订单：`, `name:string` and a colon before a wide space, where a key should end. */
function findBadColon(source: string, start: number, walk: Walk, place: Place): BadColon | null {
  const keyPlace = place.flow ? place.inMap : place.keyPosition;
  if (!keyPlace || walk.endsAtColon) return null;
  const text = source.slice(start, walk.end);
  const match = /^([\p{L}\d_.][^：:"'(]*?)\s*([：:])(?!\/\/)/u.exec(text);
  const colon = match?.[2];
  if (!match || !colon || source.charAt(start - 2) === '-') return null;
  if (place.flow && isValueOfFlow(source, start)) return null;
  const at = start + match[0].length - 1;
  const key = match[1] ?? '';
  const after = /^[\u00a0\u3000]+/.exec(source.slice(at + 1))?.[0].length ?? 0;
  const trap = {
    start: at,
    end: at + 1,
    text: colon === '：' ? say.fullWidthColon(key) : say.colonSpace(key),
  };
  return { trap, edit: { start: at, end: at + 1 + after, text: ': ' } };
}

function isValueOfFlow(source: string, start: number): boolean {
  return /:\s*$/.test(source.slice(Math.max(0, start - 40), start));
}
