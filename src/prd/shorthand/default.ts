import type { DefaultSyntax } from '../document.ts';
import type { Cursor } from './cursor.ts';

const bare = /-?[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:%+-]*/uy;
const pathShape = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)+$/u;

interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** What follows `=`: a literal, a list of them, `now()`, `me`, or a path to copy from. */
export function readDefault(cursor: Cursor): DefaultSyntax {
  const start = cursor.offset;
  if (cursor.symbol('[')) {
    const items: Word[] = [];
    while (!cursor.symbol(']')) {
      items.push(readWord(cursor));
      cursor.symbol(',');
    }
    return { kind: 'list', items, at: cursor.since(start) };
  }
  const call = cursor.take(/(?:now|today|uuid)\s*\(\s*\)/y);
  if (call !== null) {
    return { kind: 'call', name: /^\w+/.exec(call)?.[0] ?? call, at: cursor.since(start) };
  }
  const { text, quoted } = readWord(cursor);
  const at = cursor.since(start);
  if (quoted) return { kind: 'literal', text, quoted, at };
  if (text === 'me') return { kind: 'me', at };
  if (pathShape.test(text)) return { kind: 'path', segments: text.split('.'), at };
  return { kind: 'literal', text, quoted, at };
}

function readWord(cursor: Cursor): Word {
  const quoted = cursor.quoted();
  if (quoted) return { text: quoted.value, quoted: true };
  const text = cursor.take(bare);
  if (text === null) return cursor.expected({ en: 'a default', zh: '默认值' });
  return { text, quoted: false };
}
