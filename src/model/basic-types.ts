import type { ExprType } from './expression.ts';

export const plain = (
  kind: 'int' | 'decimal' | 'string' | 'boolean' | 'date' | 'datetime' | 'duration' | 'null',
): ExprType => ({
  of: { kind },
  optional: kind === 'null',
  many: false,
});

export type Basic =
  'int' | 'decimal' | 'string' | 'boolean' | 'date' | 'datetime' | 'duration' | 'null' | 'other';

/** What arithmetic and comparison care about. */
export function basicOf(type: ExprType): Basic {
  const { of } = type;
  if (of.kind !== 'field')
    return of.kind === 'enum' || of.kind === 'status' || of.kind === 'id' ? 'string' : of.kind;
  if (of.type.kind === 'enum') return 'string';
  if (of.type.kind === 'reference') return 'string';
  if (of.type.kind !== 'scalar') return 'other';
  switch (of.type.scalar) {
    case 'int':
    case 'bigint':
      return 'int';
    case 'float':
    case 'decimal':
    case 'money':
      return 'decimal';
    case 'bool':
      return 'boolean';
    case 'date':
    case 'datetime':
    case 'duration':
      return of.type.scalar;
    case 'json':
    case 'bytes':
    case 'file':
    case 'image':
      return 'other';
    default:
      return 'string';
  }
}

export function arithmetic(
  op: string,
  left: Basic,
  right: Basic,
): 'int' | 'decimal' | 'string' | 'date' | 'datetime' | 'duration' | null {
  const numeric = (one: Basic): boolean => one === 'int' || one === 'decimal';
  if (numeric(left) && numeric(right))
    return left === 'int' && right === 'int' && op !== '/' ? 'int' : 'decimal';
  if (left === 'string' && right === 'string' && op === '+') return 'string';
  const moment = (one: Basic): one is 'date' | 'datetime' => one === 'date' || one === 'datetime';
  if (moment(left) && right === 'duration' && (op === '+' || op === '-')) return left;
  if (left === 'duration' && moment(right) && op === '+') return right;
  if (moment(left) && moment(right) && op === '-') return 'duration';
  if (left === 'duration' && right === 'duration' && (op === '+' || op === '-')) return 'duration';
  if (left === 'duration' && numeric(right)) return 'duration';
  if (numeric(left) && right === 'duration' && op === '*') return 'duration';
  return null;
}
