import type { Located, NameSyntax } from '../document.ts';
import { ShorthandError } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { Cursor } from '../shorthand/cursor.ts';
import { parseName } from '../shorthand/names.ts';
import type { ListNode, MapEntry, MapNode, TextNode, Tree } from '../source/tree.ts';

/** What a text is in canonical form; `prd:fmt` writes it back. */
export interface Rewrite {
  readonly node: Tree;
  readonly text: string;
}

/** What the readers share: where problems and canonical forms go. */
export interface Reading {
  readonly problems: Problem[];
  readonly rewrites: Rewrite[];
}

/** Reads all of a text by one parser; a mistake in it is one problem and gives null. */
export function parseText<T>(
  reading: Reading,
  node: TextNode,
  read: (cursor: Cursor) => T,
  print?: (value: T) => string,
): T | null {
  return guard(reading, () => {
    const cursor = new Cursor(node);
    const value = read(cursor);
    cursor.end();
    if (print) reading.rewrites.push({ node, text: print(value) });
    return value;
  });
}

/** A code name with its label; one space between the two is the canonical form. */
export function readName(reading: Reading, key: TextNode, pattern?: RegExp): NameSyntax | null {
  const name = guard(reading, () => parseName(key, pattern));
  const text = key.text.trim().replace(/^(\S+)\s+/, '$1 ');
  if (name && key.style === 'plain') reading.rewrites.push({ node: key, text });
  return name;
}

export function guard<T>(reading: Reading, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ShorthandError)) throw error;
    reading.problems.push({ at: error.at, text: error.text });
    return null;
  }
}

export function valueOf(map: MapNode, key: string): Tree | null {
  return map.entries.find((entry) => entry.key.text === key)?.value ?? null;
}

export function textOf(map: MapNode, key: string): TextNode | null {
  const value = valueOf(map, key);
  return value?.kind === 'text' && value.style !== 'empty' ? value : null;
}

export function located(node: TextNode | null): Located<string> | null {
  return node ? { value: node.text, at: node.at } : null;
}

/** The entries of a map, or none. */
export function entriesOf(tree: Tree | null): readonly MapEntry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

/** The texts of a list, or the one text that stands for a list of one. */
export function textsOf(tree: Tree | null): readonly TextNode[] {
  if (tree?.kind === 'list') return tree.items.filter((item) => item.kind === 'text');
  return tree?.kind === 'text' && tree.style !== 'empty' ? [tree] : [];
}

export function listNode(tree: Tree | null): ListNode | null {
  return tree?.kind === 'list' ? tree : null;
}

/** Each text of a list by one parser; those with mistakes are left out. */
export function parseTexts<T>(
  reading: Reading,
  tree: Tree | null,
  read: (cursor: Cursor, node: TextNode) => T,
  print?: (value: T) => string,
): T[] {
  return textsOf(tree).flatMap((node) => {
    const value = parseText(reading, node, (cursor) => read(cursor, node), print);
    return value === null ? [] : [value];
  });
}

/** The entries of a map of names, each with its name read. */
export function namedEntries(
  reading: Reading,
  tree: Tree | null,
  pattern?: RegExp,
): { readonly name: NameSyntax; readonly value: Tree; readonly key: TextNode }[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const name = readName(reading, key, pattern);
    return name ? [{ name, value, key }] : [];
  });
}

const nameWords = { en: 'a name', zh: '一个名称' };

/** The code name of a key that names what is declared elsewhere; a label beside it is passed over. */
export function keyName(reading: Reading, key: TextNode): Located<string> | null {
  const name = readName(reading, key);
  return name ? { value: name.code, at: name.at } : null;
}

/** A name alone: an event, an entity, a role. */
export const justName = (cursor: Cursor): Located<string> => cursor.needName(nameWords);
export const justPath = (cursor: Cursor): Located<string> => cursor.needPath(nameWords);

export function isTrue(map: MapNode, key: string): boolean {
  return textOf(map, key)?.text === 'true';
}
