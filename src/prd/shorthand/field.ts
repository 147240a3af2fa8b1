import type { DefaultSyntax, FieldSyntax, ModSyntax, NameSyntax } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import type { TextNode } from '../source/tree.ts';
import type { Cursor } from './cursor.ts';
import { readDefault } from './default.ts';
import { readModifier } from './modifier.ts';
import { checkLabel } from './names.ts';
import { readType } from './type.ts';

/** All of a field after its key, up to the end, a comma or the arrow of a call. */
export function readField(cursor: Cursor, node: TextNode, key: NameSyntax): FieldSyntax {
  refuseBareChoices(cursor);
  const type = readType(cursor, node);
  let many = false;
  let optional = false;
  for (;;) {
    if (!many && cursor.take(/\[\s*\]/y) !== null) many = true;
    else if (!optional && cursor.symbol('?')) optional = true;
    else break;
  }
  const mods: ModSyntax[] = [];
  let value: DefaultSyntax | null = null;
  let label = key.label;
  while (!cursor.done && cursor.peek(/,|->/y) === null) {
    const start = cursor.offset;
    const text = cursor.quoted();
    if (text) {
      if (label !== null) cursor.fail(say.twoLabels(label, text.value), start, cursor.offset);
      label = checkLabel(text.value, node, text.at);
      continue;
    }
    if (cursor.peek(/=(?!=)/y) !== null) {
      if (value) cursor.fail(say.repeatedModifier('='), start, start + 1);
      cursor.symbol('=');
      value = readDefault(cursor);
      continue;
    }
    const mod = readModifier(cursor);
    if (!mod) return cursor.expected({ en: 'a modifier or a default', zh: '修饰词或默认值' });
    if (mods.some((one) => identity(one) === identity(mod))) {
      cursor.fail(say.repeatedModifier(identity(mod)), start, cursor.offset);
    }
    mods.push(mod);
  }
  const at = { start: key.at.start, end: node.at.end };
  return { name: { ...key, label }, type, many, optional, mods, default: value, at };
}

/** `basic | gold`, as states are written. */
function refuseBareChoices(cursor: Cursor): void {
  const choices = cursor.peek(
    /[\p{L}\p{N}_](?:[^"|,=()<>[\]?/]|"[^"]*")*(?:\|(?:[^"|,=()]|"[^"]*")+)+/uy,
  );
  if (choices === null) return;
  const { offset } = cursor;
  cursor.fail(say.bareChoices(choices.trim()), offset, offset + choices.trimEnd().length);
}

export function identity(mod: ModSyntax): string {
  return mod.kind === 'bound' ? mod.op : mod.kind;
}
