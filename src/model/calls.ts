import type { Range } from '../diagnostic.ts';
import { typeText } from './compatible.ts';
import type { Building } from './draft.ts';
import type { FunctionName, TypedExpr } from './expression.ts';
import { basicOf } from './expressions.ts';
import type { Basic } from './expressions.ts';

const numbers: readonly Basic[] = ['int', 'decimal'];
const sums: readonly Basic[] = [...numbers, 'duration'];

/** What the first argument of a function may be; functions that take anything are not here. */
const wanted: Partial<Record<FunctionName, (arg: TypedExpr, count: number) => boolean>> = {
  sum: (arg) => arg.type.many && sums.includes(basicOf(arg.type)),
  count: (arg) => arg.type.many,
  min: (arg, count) => arg.type.many === (count === 1) && basicOf(arg.type) !== 'other',
  max: (arg, count) => arg.type.many === (count === 1) && basicOf(arg.type) !== 'other',
  len: (arg) => !arg.type.many && basicOf(arg.type) === 'string',
  lower: isText,
  upper: isText,
  slugify: isText,
  round: (arg) => !arg.type.many && numbers.includes(basicOf(arg.type)),
  trunc: (arg) => !arg.type.many && ['datetime', 'decimal'].includes(basicOf(arg.type)),
};

function isText(arg: TypedExpr): boolean {
  return !arg.type.many && basicOf(arg.type) === 'string';
}

export function checkCall(
  building: Building,
  name: FunctionName,
  args: readonly TypedExpr[],
  at: Range,
): void {
  const [first] = args;
  if (!first || !wanted[name] || wanted[name](first, args.length)) return;
  building.problems.add('wrong_argument', at, {
    en: `"${name}" does not take ${typeText(first.type)}`,
    zh: `“${name}”不能用于 ${typeText(first.type)}`,
  });
}
