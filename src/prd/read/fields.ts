import type { FieldSyntax, InputSyntax } from '../document.ts';
import { printField } from '../print/field.ts';
import type { Cursor } from '../shorthand/cursor.ts';
import { readField } from '../shorthand/field.ts';
import type { TextNode, Tree } from '../source/tree.ts';
import { readLongField } from './long-field.ts';
import { guard, namedEntries, parseText, textsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** `name: type`, each in shorthand or in the long form. */
export function readFields(reading: Reading, tree: Tree | null): FieldSyntax[] {
  return namedEntries(reading, tree).flatMap(({ name, value }) => {
    // The label of the key stays there: only one of the value's own is printed with it.
    const print = (field: FieldSyntax): string =>
      printField(name.label === null ? field : { ...field, name: { ...name, label: null } });
    if (value.kind === 'text') {
      const field = parseText(reading, value, (cursor) => readField(cursor, value, name), print);
      return field ? [field] : [];
    }
    if (value.kind !== 'map') return [];
    const field = guard(reading, () => readLongField(value, name));
    if (!field) return [];
    reading.rewrites.push({ node: value, text: print(field) });
    return [field];
  });
}

/** `[items, amount money]` or `{ qty: int >= 1 }`. */
export function readInputs(reading: Reading, tree: Tree | null): InputSyntax[] {
  if (tree?.kind === 'map') {
    return readFields(reading, tree).map((field) => ({ kind: 'field', field }));
  }
  return textsOf(tree).flatMap((node) => {
    const found = parseText(reading, node, (cursor) => readInput(cursor, node));
    return found ? [found] : [];
  });
}

function readInput(cursor: Cursor, node: TextNode): InputSyntax {
  const name = cursor.needName({ en: 'a field', zh: '字段名' });
  if (cursor.done) return { kind: 'name', name };
  const key = { code: name.value, label: null, at: name.at };
  return { kind: 'field', field: readField(cursor, node, key) };
}

/** `orderId uuid, amount money` up to what does not belong to it. */
export function readFieldList(cursor: Cursor, node: TextNode): FieldSyntax[] {
  const fields: FieldSyntax[] = [];
  for (let name = cursor.name(); name; name = cursor.name()) {
    fields.push(readField(cursor, node, { code: name.value, label: null, at: name.at }));
    if (!cursor.symbol(',')) break;
  }
  return fields;
}
