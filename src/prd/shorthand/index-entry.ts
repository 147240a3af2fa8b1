import type { Expr, IndexSyntax, Located, UniqueSyntax } from '../document.ts';
import type { Cursor } from './cursor.ts';
import { readExpression } from './expression.ts';

const fieldWords = { en: 'a field', zh: '字段名' };

/** `doctor + overlap(startsAt endsAt) where status == active` */
export function readUnique(cursor: Cursor): UniqueSyntax {
  const start = cursor.offset;
  const fields: Located<string>[] = [];
  let overlap: UniqueSyntax['overlap'] = null;
  do {
    if (cursor.peek(/overlap\s*\(/y) !== null && cursor.word('overlap')) {
      cursor.needSymbol('(');
      const from = cursor.needPath(fieldWords);
      cursor.symbol(',');
      overlap = [from, cursor.needPath(fieldWords)];
      cursor.needSymbol(')');
    } else fields.push(cursor.needPath(fieldWords));
  } while (cursor.symbol('+'));
  const where = readWhere(cursor);
  return { fields, overlap, where, at: cursor.since(start) };
}

/** `customer + createdAt desc where …` */
export function readIndex(cursor: Cursor): IndexSyntax {
  const start = cursor.offset;
  const fields: { path: Located<string>; desc: boolean }[] = [];
  do fields.push({ path: cursor.needPath(fieldWords), desc: cursor.word('desc') });
  while (cursor.symbol('+'));
  const where = readWhere(cursor);
  return { fields, where, at: cursor.since(start) };
}

function readWhere(cursor: Cursor): Expr | null {
  return cursor.word('where') ? readExpression(cursor) : null;
}
