import type { Range } from '../../diagnostic.ts';

/** The YAML as read: only texts, lists and maps, each with its place. Numbers stay the text they were. */
export type Tree = TextNode | ListNode | MapNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty';
  readonly at: Range;
  /** Inside `{ }` or `[ ]`, where commas and brackets end an unquoted value. */
  readonly inFlow: boolean;
  /** The place of a part of the text. */
  range(start: number, end: number): Range;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly at: Range;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly at: Range;
}

export interface MapEntry {
  readonly key: TextNode;
  readonly value: Tree;
}

/** `Order 订单` → `Order`: two keys are one name when these agree. */
export function codeNameOf(key: string): string {
  return /^[^\s\u3000\u00a0"“]+/.exec(key)?.[0] ?? key;
}

export const isEmpty = (tree: Tree): boolean => tree.kind === 'text' && tree.style === 'empty';
