import pluralize from 'pluralize';
import type { Rename } from '../rename.ts';

interface Pair {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A name with the words of each rename replaced, in whatever spelling it has: `shopperId`, `SHOPPER_ID`, `shopper-id`. */
export type Respell = (name: string) => string;

export function respeller(renames: readonly Rename[]): Respell {
  const pairs = renames.flatMap(({ from, to }) => {
    const [one, other] = [last(from), last(to)];
    const plural = { from: wordsOf(pluralize(one)), to: wordsOf(pluralize(other)) };
    return [{ from: wordsOf(one), to: wordsOf(other) }, plural];
  });
  return (name) => pairs.reduce(respelled, name);
}

function last(path: string): string {
  return path.split('.').at(-1) ?? path;
}

function respelled(name: string, { from, to }: Pair): string {
  const pieces = [...name.matchAll(WORD)];
  for (let at = 0; at + from.length <= pieces.length; at += 1) {
    const found = pieces.slice(at, at + from.length);
    if (!found.every((piece, index) => piece[0].toLowerCase() === from[index])) continue;
    const first = found[0];
    const end = found.at(-1);
    if (first === undefined || end === undefined) continue;
    const between = name.slice(first.index + first[0].length).match(/^[-_]/)?.[0];
    const separator = between ?? /[-_]/.exec(name)?.[0] ?? '';
    const spelled = spell(to, first[0], from.length > 1 || separator !== '' ? separator : '');
    return name.slice(0, first.index) + spelled + name.slice(end.index + end[0].length);
  }
  return name;
}

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{L}\p{N}\-_./]+|\p{Lo}+/gu;

function wordsOf(name: string): string[] {
  return [...name.matchAll(WORD)].map((piece) => piece[0].toLowerCase());
}

/** As the word it stands for was spelled. */
function spell(words: readonly string[], model: string, separator: string): string {
  const upper = model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase();
  if (upper) return words.join(separator).toUpperCase();
  if (separator !== '') return words.join(separator);
  const capital = model.charAt(0) !== model.charAt(0).toLowerCase();
  return words
    .map((word, index) =>
      index > 0 || capital ? word.charAt(0).toUpperCase() + word.slice(1) : word,
    )
    .join('');
}
