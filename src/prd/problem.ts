import type { Diagnostic, Lang, Range, Severity } from '../diagnostic.ts';

/** One sentence in each language of a PRD. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** What a catalogue function gives: all of a problem but its place. */
export interface ProblemText {
  readonly code: `prd.${string}`;
  readonly message: Words;
  readonly why?: Words;
  readonly next?: Words;
  readonly severity?: Severity;
}

export interface Problem {
  readonly at: Range;
  readonly text: ProblemText;
  /** What could not be read because of it, where that is not its place; null where all was understood. */
  readonly lost?: Range | 'all' | null;
}

/** Raised inside a shorthand parser: one text gives one problem. */
export class ShorthandError extends Error {
  readonly text: ProblemText;
  readonly at: Range;

  constructor(text: ProblemText, at: Range) {
    super(text.message.en);
    this.name = 'ShorthandError';
    this.text = text;
    this.at = at;
  }
}

/** With more losses than these little is certain of the rest, and a hostile file could have millions. */
export const maxLost = 100;

/** Nobody reads more, and a hostile file could have millions. */
const maxShown = 1_000;

export function toDiagnostics(
  problems: readonly Problem[],
  path: string,
  lang: Lang,
): Diagnostic[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((left, right) => left.at.start.offset - right.at.start.offset)
    .filter(({ at, text }) => {
      const key = `${at.start.offset} ${text.code} ${text.message.en}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, maxShown)
    .map(({ at, text }) => ({
      code: text.code,
      severity: text.severity ?? 'error',
      message: text.message[lang],
      file: path,
      at,
      ...(text.why ? { why: text.why[lang] } : {}),
      ...(text.next ? { next: text.next[lang] } : {}),
    }));
}
