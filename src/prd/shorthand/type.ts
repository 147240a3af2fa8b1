import type { Located, TypeSyntax } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import type { TextNode } from '../source/tree.ts';
import { callModifiers, scalars, typeArguments } from '../vocabulary.ts';
import type { Cursor } from './cursor.ts';
import { readEnumValues } from './names.ts';

const argument = /[^\s,()]+/y;
const examples = {
  length: 'string(1..200), string(..80)',
  precision: 'decimal(12 2)',
  digits: 'money(4)',
  size: 'file(..5MB)',
} as const;
const shapes = {
  length: /^(\d+|\d+\.\.\d*|\.\.\d+)$/,
  precision: /^\d+$/,
  digits: /^\d+$/,
  size: /^(\d+(KB|MB|GB)?|\d+(KB|MB|GB)?\.\.(\d+(KB|MB|GB)?)?|\.\.\d+(KB|MB|GB)?)$/,
} as const;

const entityWords = { en: 'an entity', zh: '实体名' };

/** `string(1..200)`, `enum(a | b)`, `-> A | B`, `<- X.f`, or a name. */
export function readType(cursor: Cursor, node: TextNode): TypeSyntax {
  const start = cursor.offset;
  if (cursor.symbol('->')) {
    const targets: Located<string>[] = [];
    do targets.push(cursor.needName(entityWords));
    while (cursor.symbol('|'));
    return { kind: 'reference', targets, at: cursor.since(start) };
  }
  if (cursor.symbol('<-')) {
    const entity = cursor.needName(entityWords);
    cursor.needSymbol('.');
    const field = cursor.needName({ en: 'a field', zh: '字段名' });
    return { kind: 'inverse', entity, field, at: cursor.since(start) };
  }
  const name = cursor.needName({ en: 'a type', zh: '类型' });
  if (name.value === 'enum') {
    cursor.needSymbol('(');
    const values = readEnumValues(cursor, node);
    cursor.needSymbol(')');
    return { kind: 'enum', values, at: cursor.since(start) };
  }
  const modifier = callModifiers.find((one) => one === name.value);
  if (modifier && cursor.peek(/\(/y) !== null) {
    cursor.fail(say.typeFirst(modifier), start, start + modifier.length);
  }
  const args = cursor.symbol('(') ? readArguments(cursor, name.value) : [];
  const currencyField = cursor.nextIs('in') ? readCurrencyField(cursor) : null;
  return { kind: 'named', name: name.value, args, currencyField, at: cursor.since(start) };
}

function readCurrencyField(cursor: Cursor): Located<string> {
  cursor.word('in');
  return cursor.needName({ en: 'the field that holds the currency', zh: '存放币种的字段' });
}

function readArguments(cursor: Cursor, type: string): string[] {
  const args: string[] = [];
  while (!cursor.symbol(')')) {
    const start = cursor.offset;
    const text = cursor.take(argument);
    if (text === null) return cursor.expected({ en: 'an argument or ")"', zh: '参数或“)”' });
    if (isScalar(type)) checkArgument(cursor, type, text, start);
    args.push(text);
    cursor.symbol(',');
  }
  const most = type === 'decimal' ? 2 : 1;
  if (isScalar(type) && (args.length > most || args.length === 0)) {
    const kind = typeArguments[type] ?? 'length';
    const text = say.badArgument(type, args.join(' '), examples[kind]);
    cursor.fail(text, cursor.offset - 1, cursor.offset);
  }
  return args;
}

export function checkArgument(cursor: Cursor, type: string, text: string, start: number): void {
  const kind = typeArguments[type];
  const end = start + text.length;
  if (!kind) cursor.fail(say.noArguments(type, text), start, end);
  if (!shapes[kind].test(text))
    cursor.fail(say.badArgument(type, text, examples[kind]), start, end);
}

function isScalar(type: string): boolean {
  return scalars.some((scalar) => scalar === type);
}
