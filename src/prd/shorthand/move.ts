import type { Located, MoveSyntax, NameSyntax } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import type { Cursor } from './cursor.ts';
import { needEnumValue } from './names.ts';

/** `draft | offSale -> onSale` */
export function readMove(cursor: Cursor, name: NameSyntax): MoveSyntax {
  const from: Located<string>[] = [];
  do from.push(readState(cursor));
  while (cursor.symbol('|'));
  cursor.needSymbol('->');
  const to = needEnumValue(cursor);
  if (cursor.nextIs('by')) cursor.fail(say.moveBy(name.code), cursor.offset, cursor.offset + 2);
  return { name, from, to };
}

function readState(cursor: Cursor): Located<string> {
  // A state may hold a hyphen, so that `draft->onSale` would be taken as one word.
  return (
    cursor.takeLocated(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_]|-(?!>))*/uy) ?? needEnumValue(cursor)
  );
}
