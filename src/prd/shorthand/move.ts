import type { Located, MoveSyntax, NameSyntax } from '../document.ts';
import type { Cursor } from './cursor.ts';
import { needEnumValue } from './names.ts';

/** `draft | offSale -> onSale` */
export function readMove(cursor: Cursor, name: NameSyntax): MoveSyntax {
  const from: Located<string>[] = [];
  do from.push(readState(cursor));
  while (cursor.symbol('|'));
  cursor.needSymbol('->');
  return { name, from, to: needEnumValue(cursor) };
}

function readState(cursor: Cursor): Located<string> {
  // A state may hold a hyphen, so that `draft->onSale` would be taken as one word.
  return (
    cursor.takeLocated(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_]|-(?!>))*/uy) ?? needEnumValue(cursor)
  );
}
