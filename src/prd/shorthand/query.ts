import type { QuerySyntax } from '../document.ts';
import type { Cursor } from './cursor.ts';

const fieldWords = { en: 'a field', zh: '字段名' };
const numberWords = { en: 'a whole number', zh: '整数' };

export function readFilter(cursor: Cursor): QuerySyntax['filter'][number] {
  const path = cursor.needPath(fieldWords);
  const op = cursor.word('range') ? 'range' : cursor.word('in') ? 'in' : 'eq';
  return { path, op };
}

export function readSort(cursor: Cursor): QuerySyntax['sort'][number] {
  const desc = cursor.symbol('-');
  return { path: cursor.needPath(fieldWords), desc };
}

/** `cursor 20 max 100` */
export function readPage(cursor: Cursor): QuerySyntax['page'] {
  const start = cursor.offset;
  const kind = cursor.word('cursor') ? 'cursor' : cursor.word('offset') ? 'offset' : null;
  if (!kind) return cursor.expected({ en: '"cursor" or "offset"', zh: '“cursor”或“offset”' });
  const size = readCount(cursor);
  if (!cursor.word('max')) cursor.expected({ en: '"max"', zh: '“max”' });
  const before = cursor.offset;
  const max = readCount(cursor);
  if (max < size) {
    cursor.rewind(before);
    cursor.expected({ en: `at least ${size}`, zh: `不小于 ${size} 的数` });
  }
  return { kind, size, max, at: cursor.since(start) };
}

export function readCount(cursor: Cursor): number {
  const text = cursor.peek(/[1-9]\d{0,8}(?![\p{L}\p{N}_.])/uy);
  if (text === null) return cursor.expected(numberWords);
  cursor.take(/\d+/y);
  return Number(text);
}
