import type { Words } from '../problem.ts';

/** A text whose inside one of the shorthand parsers checks. */
export interface TextShape {
  readonly kind: 'text';
  /** What stands there, for editors. */
  readonly means: string;
  readonly pattern?: RegExp;
  readonly wanted?: Words;
  /** Nothing at all is allowed too. */
  readonly empty?: boolean;
}

/** The definition of a value: the validator walks it, the JSON Schema is printed from it. */
export type Shape =
  | TextShape
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'list'; readonly of: () => Shape; readonly orOne: boolean }
  | MapShape
  /** Any names, each with a value of one shape. */
  | { readonly kind: 'names'; readonly of: () => Shape; readonly means: string }
  /** One of several, told apart by being a text, a list or a map. */
  | { readonly kind: 'either'; readonly shapes: readonly Shape[] };

export interface MapShape {
  readonly kind: 'map';
  readonly means: string;
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Keys of other tools, passed over. */
  readonly ignored?: ReadonlySet<string>;
}

export const text = (means: string): TextShape => ({ kind: 'text', means });
export const words = (...list: readonly string[]): Shape => ({ kind: 'word', words: list });
export const flag = words('true', 'false');
export const listOf = (of: () => Shape): Shape => ({ kind: 'list', of, orOne: false });
export const oneOrList = (of: () => Shape): Shape => ({ kind: 'list', of, orOne: true });
export const namesOf = (means: string, of: () => Shape): Shape => ({ kind: 'names', means, of });
export const either = (...shapes: readonly Shape[]): Shape => ({ kind: 'either', shapes });

export function mapOf(
  means: string,
  keys: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): MapShape {
  return { kind: 'map', means, keys, required };
}

export function matching(means: string, pattern: RegExp, wanted: Words): TextShape {
  return { kind: 'text', means, pattern, wanted };
}
