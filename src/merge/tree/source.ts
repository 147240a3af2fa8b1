/** What two versions of a text are compared by. Whitespace and soft punctuation are no tokens. */
export interface Token {
  readonly pos: number;
  readonly end: number;
  /** Normalised: quotes and the indent of comments do not count. */
  readonly text: string;
}

/** A text and its tokens, in order. */
export class Source {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly #signatures = new Map<string, string>();

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = tokens;
  }

  slice(range: Range): string {
    return this.text.slice(range.pos, range.end);
  }

  tokensIn({ pos, end }: Range): readonly Token[] {
    return this.tokens.slice(this.#first(pos), this.#first(end));
  }

  /** Equal for ranges that say the same, but for `without` (the separator of a list). */
  signature(range: Range, without = ''): string {
    const key = `${range.pos}:${range.end}:${without}`;
    const known = this.#signatures.get(key);
    if (known !== undefined) return known;
    const words = this.tokensIn(range).map((token) => token.text);
    const made = (without === '' ? words : words.filter((word) => word !== without)).join('\0');
    this.#signatures.set(key, made);
    return made;
  }

  /** The index of the first token that starts at or after a place. */
  #first(pos: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tokens[middle]?.pos ?? 0) < pos) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface Range {
  readonly pos: number;
  readonly end: number;
}

export interface Leaf extends Range {
  readonly kind: 'leaf';
}

/** `parts` alternate: leaf, list, leaf, list, leaf. Together they are the range, byte for byte. */
export type Part = Leaf | List;

export interface List extends Range {
  readonly kind: 'list';
  /** Lists of one label can be merged with each other. */
  readonly label: string;
  readonly separator: '' | ',' | ';' | '|' | '&';
  /** A separator stands before its item rather than after it. */
  readonly leading: boolean;
  readonly items: readonly Item[];
  /** Between the last item and the closing bracket. */
  readonly tail: Leaf;
  /** A conflict in an item is settled there: the rest of the list still merges. */
  readonly settles: boolean;
  /** Items stand on lines of their own at the start of the file. */
  readonly top: boolean;
}

export interface Item extends Range {
  readonly key: string;
  /** Only items of one group can be the same under another key. */
  readonly group: string;
  /** For the report. */
  readonly name: string;
  /** Its place among others has no meaning. */
  readonly free: boolean;
  /** The key says what it is, so that two different ones may meet in one place. */
  readonly keyed: boolean;
  /** Whitespace and comments before it. */
  readonly lead: Leaf;
  readonly core: Range;
  readonly parts: readonly Part[];
  /** Where its separator stands, if it has one. */
  readonly separatorAt: number | null;
}

export interface Tree {
  readonly source: Source;
  readonly parts: readonly Part[];
}

export function leaf(pos: number, end: number): Leaf {
  return { kind: 'leaf', pos, end };
}

/** What an item says, its separator left out. */
export function saying(source: Source, item: Item, separator: string): string {
  return [
    source.signature(item.lead, separator),
    source.signature(item.core),
    source.signature({ pos: item.core.end, end: item.end }, separator),
  ].join('\x01');
}
