import type { BinaryOp, Expr } from '../document.ts';
import { shorthandMessages as say } from '../messages/shorthand.ts';
import { nearest } from '../../nearest.ts';
import { collectionFunctions, functions } from '../vocabulary.ts';
import type { Cursor } from './cursor.ts';
import { durationPattern, toDuration } from './duration.ts';

const maxDepth = 60;
const comparison = /==|!=|<=|>=|<|>/y;
const expressionWords = { en: 'an expression', zh: '表达式' };

/** Reads as much as is one expression; what follows is the caller's. */
export function readExpression(cursor: Cursor, depth = 0): Expr {
  const start = cursor.offset;
  if (depth > maxDepth) cursor.fail(say.tooDeep(), start, start + 1);
  if (cursor.word('if')) {
    const condition = readExpression(cursor, depth + 1);
    if (!cursor.word('then')) cursor.expected({ en: '"then"', zh: '“then”' });
    const yes = readExpression(cursor, depth + 1);
    if (!cursor.word('else')) cursor.expected({ en: '"else"', zh: '“else”' });
    const no = readExpression(cursor, depth + 1);
    return { kind: 'if', condition, then: yes, else: no, at: cursor.since(start) };
  }
  return readOr(cursor, depth);
}

function readOr(cursor: Cursor, depth: number): Expr {
  return readChain(
    cursor,
    () => readAnd(cursor, depth),
    () => {
      refuseForeign(cursor, /\|\|/y, 'or');
      return cursor.word('or') ? 'or' : null;
    },
  );
}

function readAnd(cursor: Cursor, depth: number): Expr {
  return readChain(
    cursor,
    () => readNot(cursor, depth),
    () => {
      refuseForeign(cursor, /&&/y, 'and');
      return cursor.word('and') ? 'and' : null;
    },
  );
}

function readNot(cursor: Cursor, depth: number): Expr {
  const start = cursor.offset;
  if (depth > maxDepth) cursor.fail(say.tooDeep(), start, start + 1);
  refuseForeign(cursor, /!(?!=)/y, 'not');
  if (!cursor.word('not')) return readComparison(cursor, depth);
  const operand = readNot(cursor, depth + 1);
  return { kind: 'unary', op: 'not', operand, at: cursor.since(start) };
}

function readComparison(cursor: Cursor, depth: number): Expr {
  const start = cursor.offset;
  const left = readSum(cursor, depth);
  refuseForeign(cursor, /=(?!=)/y, '==');
  const negated = cursor.peek(/not\s+in(?=[\s(])/y) !== null && cursor.word('not');
  if (cursor.word('in')) {
    const items = readItems(cursor, depth);
    const found: Expr = { kind: 'in', value: left, items, at: cursor.since(start) };
    return negated ? { kind: 'unary', op: 'not', operand: found, at: found.at } : found;
  }
  const op = cursor.take(comparison);
  if (op === null) return left;
  const right = readSum(cursor, depth);
  const again = cursor.peek(comparison);
  if (again !== null && again !== '') {
    cursor.fail(say.chainedComparison(), cursor.offset, cursor.offset + again.length);
  }
  return { kind: 'binary', op: op as BinaryOp, left, right, at: cursor.since(start) };
}

function readItems(cursor: Cursor, depth: number): Expr[] {
  cursor.needSymbol('(');
  const items: Expr[] = [];
  while (!cursor.symbol(')')) {
    items.push(readSum(cursor, depth + 1));
    cursor.symbol(',');
  }
  return items;
}

function readSum(cursor: Cursor, depth: number): Expr {
  return readChain(
    cursor,
    () => readProduct(cursor, depth),
    () =>
      cursor.symbol('+') ? '+' : cursor.peek(/-(?!>)/y) !== null && cursor.symbol('-') ? '-' : null,
  );
}

function readProduct(cursor: Cursor, depth: number): Expr {
  return readChain(
    cursor,
    () => readUnary(cursor, depth),
    () => (cursor.symbol('*') ? '*' : cursor.symbol('/') ? '/' : null),
  );
}

function readChain(cursor: Cursor, part: () => Expr, operator: () => BinaryOp | null): Expr {
  const start = cursor.offset;
  let left = part();
  for (let op = operator(); op !== null; op = operator()) {
    const right = part();
    left = { kind: 'binary', op, left, right, at: cursor.since(start) };
  }
  return left;
}

function readUnary(cursor: Cursor, depth: number): Expr {
  const start = cursor.offset;
  if (depth > maxDepth) cursor.fail(say.tooDeep(), start, start + 1);
  if (!cursor.symbol('-')) return readPrimary(cursor, depth);
  const operand = readUnary(cursor, depth + 1);
  return { kind: 'unary', op: '-', operand, at: cursor.since(start) };
}

function readPrimary(cursor: Cursor, depth: number): Expr {
  const start = cursor.offset;
  if (cursor.symbol('(')) {
    const inner = readExpression(cursor, depth + 1);
    cursor.needSymbol(')');
    return inner;
  }
  const text = cursor.quoted();
  if (text) return { kind: 'string', value: text.value, at: text.at };
  const length = cursor.takeLocated(durationPattern);
  if (length) return { kind: 'duration', ...toDuration(length.value), at: length.at };
  const number = cursor.takeLocated(/\d+(?:\.\d+)?(?![\p{L}\p{N}_])/uy);
  if (number) return { kind: 'number', text: number.value, at: number.at };
  const path = cursor.path();
  if (!path) return cursor.expected(expressionWords);
  if (cursor.peek(/\(/y) !== null) return readCall(cursor, path.value, start, depth);
  const at = path.at;
  if (path.value === 'null') return { kind: 'null', at };
  if (path.value === 'true' || path.value === 'false') {
    return { kind: 'boolean', value: path.value === 'true', at };
  }
  if (reserved.has(path.value)) {
    cursor.fail(say.expected(expressionWords, path.value), start, start + path.value.length);
  }
  return { kind: 'path', segments: path.value.split('.'), at };
}

const reserved = new Set(['and', 'or', 'not', 'in', 'then', 'else', 'where']);

function readCall(cursor: Cursor, name: string, start: number, depth: number): Expr {
  const arity = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!arity) {
    const hint = nearest(name, Object.keys(functions));
    return cursor.fail(say.unknownFunction(name, hint), start, start + name.length);
  }
  cursor.needSymbol('(');
  const args: Expr[] = [];
  let where: Expr | null = null;
  while (!cursor.symbol(')')) {
    if (cursor.done) cursor.expected({ en: '")"', zh: '“)”' });
    if (collectionFunctions.has(name) && args.length > 0 && cursor.word('where')) {
      where = readExpression(cursor, depth + 1);
      cursor.needSymbol(')');
      break;
    }
    if (args.length > 0) {
      const joined = cursor.symbol(',');
      if (!joined && (name === 'round' || name === 'trunc')) cursor.word('to');
    }
    args.push(readExpression(cursor, depth + 1));
  }
  const at = cursor.since(start);
  const [least, most] = arity;
  if (args.length < least || args.length > most) {
    cursor.fail(say.argumentCount(name, least, most, args.length), start, cursor.offset);
  }
  return { kind: 'call', name, args, where, at };
}

/** Operators of other languages get one clear word instead of a parse error. */
function refuseForeign(cursor: Cursor, pattern: RegExp, wanted: string): void {
  const found = cursor.peek(pattern);
  if (found) cursor.fail(say.operator(found, wanted), cursor.offset, cursor.offset + found.length);
}
