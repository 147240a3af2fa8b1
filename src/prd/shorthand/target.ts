import type { Expr, Located, SagaSyntax, TargetSyntax } from '../document.ts';
import type { Cursor } from './cursor.ts';
import { readDuration } from './duration.ts';
import { readExpression } from './expression.ts';
import { readCount } from './query.ts';

const subjectWords = { en: 'an entity or service', zh: '实体或外部服务' };

/** `Inventory.reserve each items at product with (qty: qty)` */
export function readTarget(cursor: Cursor): TargetSyntax {
  const start = cursor.offset;
  const subject = cursor.needName(subjectWords);
  cursor.needSymbol('.');
  const call = cursor.needName({ en: 'a command or call', zh: '命令或调用' });
  let each: Located<string> | null = null;
  let at: Located<string> | null = null;
  let args: TargetSyntax['with'] = [];
  for (;;) {
    if (!each && cursor.word('each')) each = cursor.needPath({ en: 'a collection', zh: '集合名' });
    else if (!at && cursor.word('at')) at = cursor.needPath({ en: 'a reference', zh: '引用' });
    else if (args.length === 0 && cursor.word('with')) args = readArguments(cursor);
    else break;
  }
  const text = cursor.raw(start, cursor.offset).replace(/\s+/g, ' ');
  return { subject, call, each, at, with: args, range: cursor.since(start), text };
}

function readArguments(cursor: Cursor): TargetSyntax['with'] {
  cursor.needSymbol('(');
  const args: { name: Located<string>; value: Expr }[] = [];
  while (!cursor.symbol(')')) {
    const name = cursor.needName({ en: 'the name of an argument', zh: '参数名' });
    cursor.needSymbol(':');
    args.push({ name, value: readExpression(cursor) });
    cursor.symbol(',');
  }
  return args;
}

/** `target undo target timeout 30s retry 3` */
export function readStep(cursor: Cursor): SagaSyntax['steps'][number] {
  const run = readTarget(cursor);
  let undo: TargetSyntax | null = null;
  let timeoutMs: number | null = null;
  let retry: number | null = null;
  for (;;) {
    if (!undo && cursor.word('undo')) undo = readTarget(cursor);
    else if (timeoutMs === null && cursor.word('timeout')) timeoutMs = readDuration(cursor);
    else if (retry === null && cursor.word('retry')) retry = readCount(cursor);
    else break;
  }
  return { run, undo, timeoutMs, retry };
}
