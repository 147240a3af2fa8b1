import type { Located, ModSyntax, WhoSyntax } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { nearest } from '../../nearest.ts';
import { callModifiers, orphanActions, plainModifiers } from '../vocabulary.ts';
import type { Cursor } from './cursor.ts';
import { readExpression } from './expression.ts';

const word = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** One modifier of a field, or null where none begins. */
export function readModifier(cursor: Cursor): ModSyntax | null {
  const start = cursor.offset;
  const op = cursor.take(/>=|<=|>|</y);
  if (op !== null) {
    const value = readBound(cursor);
    return { kind: 'bound', op: op as '>=', value, at: cursor.since(start) };
  }
  if (cursor.peek(/\//y) !== null) return readPattern(cursor);
  const name = cursor.take(word);
  if (name === null) return null;
  const plain = plainModifiers.find((one) => one === name);
  if (plain) return { kind: plain, at: cursor.since(start) };
  const call = callModifiers.find((one) => one === name);
  if (!call) {
    const hint = nearest(name, [...plainModifiers, ...callModifiers]);
    return cursor.fail(say.unknownModifier(name, hint), start, start + name.length);
  }
  cursor.needSymbol('(');
  const mod = readCall(cursor, call);
  cursor.needSymbol(')');
  return { ...mod, at: cursor.since(start) };
}

/** What a bound may be: a number, a size, a date, `now()`. */
export function readBound(cursor: Cursor): string {
  const value = cursor.take(
    /\d{4}-\d\d-\d\d[\dT:.Z+]*|-?\d+(?:\.\d+)?(?:KB|MB|GB|[kM])?|(?:now|today)\(\)/y,
  );
  return value ?? cursor.expected({ en: 'a number', zh: '数字' });
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'at'> : never;

function readCall(cursor: Cursor, name: (typeof callModifiers)[number]): WithoutPlace<ModSyntax> {
  switch (name) {
    case 'read':
      return { kind: 'read', who: readWho(cursor) };
    case 'computed':
    case 'backfill': {
      const custom = cursor.peek(/custom\s*\)/y) !== null && cursor.word('custom');
      return { kind: name, expr: custom ? null : readExpression(cursor) };
    }
    case 'counter':
      return { kind: 'counter', inverse: cursor.needPath({ en: 'a collection', zh: '集合名' }) };
    case 'sequence': {
      const format = cursor.quoted();
      if (!format) return cursor.expected({ en: 'a format in quotes', zh: '带引号的格式' });
      return { kind: 'sequence', format: format.value };
    }
    case 'was':
      return { kind: 'was', name: cursor.needName({ en: 'the old name', zh: '旧名称' }).value };
    case 'column': {
      const column = cursor.quoted() ?? cursor.name();
      if (!column) return cursor.expected({ en: 'a column', zh: '列名' });
      return { kind: 'column', name: column.value };
    }
    case 'orphans': {
      const action = orphanActions.find((one) => cursor.word(one));
      if (!action) return cursor.expected({ en: '"stop" or "delete"', zh: '“stop”或“delete”' });
      return { kind: 'orphans', action };
    }
  }
}

/** `owner moderator` */
export function readWho(cursor: Cursor): WhoSyntax {
  const who: Located<string>[] = [];
  for (let one = cursor.name(); one; one = cursor.name()) {
    who.push(one);
    cursor.symbol(',');
  }
  return who.length > 0 ? who : cursor.expected({ en: 'a principal or role', zh: '主体或角色' });
}

function readPattern(cursor: Cursor): ModSyntax {
  const start = cursor.offset;
  const found = cursor.take(/\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/y);
  if (found === null)
    return cursor.expected({ en: 'a pattern between / and /', zh: '两个 / 之间的正则表达式' });
  // As written: full-width characters in a pattern are meant.
  const raw = cursor.raw(start, start + found.length);
  const last = raw.lastIndexOf('/');
  const [source, flags] = [raw.slice(1, last), raw.slice(last + 1)];
  const detail = whyNotPattern(source, flags);
  if (detail) cursor.fail(say.badPattern(detail), start, start + found.length);
  return { kind: 'pattern', source, flags, at: cursor.since(start) };
}

export function whyNotPattern(source: string, flags: string): string | null {
  try {
    return new RegExp(source, flags.includes('u') ? flags : `${flags}u`) ? null : '';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : '';
  }
}
