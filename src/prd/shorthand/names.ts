import type { EnumValueSyntax, Located, NameSyntax } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { ShorthandError } from '../problem.ts';
import type { TextNode } from '../source/tree.ts';
import type { Cursor } from './cursor.ts';

const identifier = /^[\p{L}_][\p{L}\p{M}\p{N}_]{0,59}$/u;

/** `Order 订单` or `Order "客户订单"`. */
export function parseName(key: TextNode, pattern: RegExp = identifier): NameSyntax {
  const [, code = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(key.text.trim()) ?? [];
  if (!pattern.test(code)) {
    throw new ShorthandError(say.badName(code, meantBy(code, pattern)), key.range(0, code.length));
  }
  const label = /^"[^]*"$/.test(rest) ? rest.slice(1, -1) : rest;
  return { code, label: rest === '' ? null : checkLabel(label, key), at: key.at };
}

/** `first-name` is `firstName`, `Order(订单)` is `Order 订单`; null: nobody knows. */
function meantBy(code: string, pattern: RegExp): string | null {
  const [, name = '', label] = /^(\w+)[(（](.+)[)）]$/u.exec(code) ?? [];
  if (label !== undefined && pattern.test(name)) return `${name} ${label}`;
  const plain = code.replace(
    /[^\p{L}\p{N}_]+(.)?/gu,
    (_, letter?: string) => letter?.toUpperCase() ?? '',
  );
  return pattern.test(plain) && plain !== code ? plain : null;
}

/** Labels are shown in documents and pages: what could steer their text is refused or isolated. */
export function checkLabel(label: string, node: TextNode, at = node.at): string {
  const length = [...label].length;
  if (length < 1 || length > 120 || /[\p{Cc}\u2028\u2029]/u.test(label)) {
    throw new ShorthandError(say.badLabel(), at);
  }
  const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(label);
  return bidi ? `\u2068${label.replace(/[\u2066-\u2069]/g, '')}\u2069` : label;
}

const valuePattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*/uy;
const valueWords = { en: 'a value', zh: '一个值' };

export function needEnumValue(cursor: Cursor): Located<string> {
  return cursor.takeLocated(valuePattern) ?? cursor.expected(valueWords);
}

/** `card 银行卡 | cod "cash on delivery"`, up to what cannot belong to it. */
export function readEnumValues(cursor: Cursor, node: TextNode): EnumValueSyntax[] {
  const values: EnumValueSyntax[] = [];
  do {
    const value = needEnumValue(cursor);
    const known = values.find((one) => one.code === value.value);
    if (known) {
      const start = cursor.offset;
      throw new ShorthandError(say.repeatedModifier(value.value), start >= 0 ? value.at : node.at);
    }
    values.push({ code: value.value, label: readValueLabel(cursor, node), at: value.at });
  } while (cursor.symbol('|'));
  return values;
}

function readValueLabel(cursor: Cursor, node: TextNode): string | null {
  const quoted = cursor.quoted();
  if (quoted) return checkLabel(quoted.value, node, quoted.at);
  const start = cursor.offset;
  const bare = cursor.take(/[^|"()]+/y);
  return bare === null ? null : checkLabel(cursor.raw(start, start + bare.length), node);
}
