import type { Range } from '../../diagnostic.ts';
import type { Located } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { ShorthandError } from '../problem.ts';
import type { ProblemText, Words } from '../problem.ts';
import { normaliseWidth } from '../source/normalise.ts';
import type { TextNode } from '../source/tree.ts';

const namePattern = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

/** Reads one shorthand text from left to right and knows the place of all it takes. */
export class Cursor {
  readonly #node: TextNode;
  readonly #text: string;
  #at = 0;

  constructor(node: TextNode) {
    this.#node = node;
    this.#text = normaliseWidth(node.text);
    if (node.text.length > 10_000) throw new ShorthandError(say.tooLong(10_000), node.at);
    this.#skip();
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  get offset(): number {
    return this.#at;
  }

  /** Back to an earlier offset. */
  rewind(offset: number): void {
    this.#at = offset;
  }

  /** Takes what a sticky pattern matches, and the space after it. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === '') return null;
    this.#at += found.length;
    this.#skip();
    return found;
  }

  peek(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? null;
  }

  takeLocated(pattern: RegExp): Located<string> | null {
    const start = this.#at;
    const value = this.take(pattern);
    return value === null ? null : { value, at: this.#node.range(start, start + value.length) };
  }

  symbol(symbol: string): boolean {
    if (!this.#text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    this.#skip();
    return true;
  }

  /** A whole word, not the beginning of a longer one. */
  word(word: string): boolean {
    if (!this.nextIs(word)) return false;
    this.#at += word.length;
    this.#skip();
    return true;
  }

  nextIs(word: string): boolean {
    const after = this.#text.charAt(this.#at + word.length);
    return this.#text.startsWith(word, this.#at) && !/[\p{L}\p{N}_]/u.test(after);
  }

  needSymbol(symbol: string): void {
    if (!this.symbol(symbol)) this.expected({ en: `"${symbol}"`, zh: `“${symbol}”` });
  }

  name(): Located<string> | null {
    return this.takeLocated(namePattern);
  }

  needName(what: Words): Located<string> {
    return this.name() ?? this.expected(what);
  }

  /** `a.b.c` */
  path(): Located<string> | null {
    return this.takeLocated(/[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*/uy);
  }

  needPath(what: Words): Located<string> {
    return this.path() ?? this.expected(what);
  }

  /** Text in double quotes with the escapes of JSON. */
  quoted(): Located<string> | null {
    if (this.#text.charAt(this.#at) !== '"') return null;
    const start = this.#at;
    let value = '';
    let at = start + 1;
    for (; at < this.#text.length && this.#text.charAt(at) !== '"'; at += 1) {
      if (this.#text.charAt(at) !== '\\') {
        value += this.#text.charAt(at);
        continue;
      }
      const code = /^\\u([0-9a-fA-F]{4})/.exec(this.#text.slice(at, at + 6))?.[1];
      const simple = escapes[this.#text.charAt(at + 1)];
      if (code) value += String.fromCharCode(Number.parseInt(code, 16));
      else if (simple !== undefined) value += simple;
      else this.fail(say.badEscape(this.#text.slice(at, at + 2)), at, at + 2);
      at += code ? 5 : 1;
    }
    if (at >= this.#text.length) this.fail(say.openText(), start, start + 1);
    this.#at = at + 1;
    const located = { value, at: this.#node.range(start, this.#at) };
    this.#skip();
    return located;
  }

  /** The text between two offsets as it was written, before any normalising. */
  raw(start: number, end: number): string {
    return this.#node.text.slice(start, end).trimEnd();
  }

  /** The place from an offset to what has been read, without the space after it. */
  since(start: number): Range {
    const end = start + this.#text.slice(start, this.#at).trimEnd().length;
    return this.#node.range(start, end);
  }

  end(): void {
    if (!this.done) this.expected({ en: 'the end of the value', zh: '值的结尾' });
  }

  expected(what: Words, hint: string | null = null): never {
    const found = this.peek(/"[^"]*"?|[\p{L}\p{N}_]+|\S/uy) ?? '';
    return this.fail(say.expected(what, found, hint), this.#at, this.#at + found.length);
  }

  fail(text: ProblemText, start: number, end: number): never {
    throw new ShorthandError(text, this.#node.range(start, end));
  }

  #skip(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }
}
