import type {
  Expr,
  IndexSyntax,
  MoveSyntax,
  QuerySyntax,
  SagaSyntax,
  TargetSyntax,
  UniqueSyntax,
} from '../document.ts';
import { printExpression, printText } from './expression.ts';

interface Condition {
  readonly condition: Expr;
  readonly message: string | null;
}

export function printCondition({ condition, message }: Condition): string {
  const text = printExpression(condition);
  return message === null ? text : `${text} ${printText(message)}`;
}

export function printMove({ from, to }: MoveSyntax): string {
  return `${from.map((one) => one.value).join(' | ')} -> ${to.value}`;
}

export function printUnique({ fields, overlap, where }: UniqueSyntax): string {
  const parts = fields.map((one) => one.value);
  if (overlap) parts.push(`overlap(${overlap[0].value} ${overlap[1].value})`);
  return parts.join(' + ') + printWhere(where);
}

export function printIndex({ fields, where }: IndexSyntax): string {
  return (
    fields.map(({ path, desc }) => `${path.value}${desc ? ' desc' : ''}`).join(' + ') +
    printWhere(where)
  );
}

function printWhere(where: Expr | null): string {
  return where ? ` where ${printExpression(where)}` : '';
}

export function printFilter({ path, op }: QuerySyntax['filter'][number]): string {
  return op === 'eq' ? path.value : `${path.value} ${op}`;
}

export function printSort({ path, desc }: QuerySyntax['sort'][number]): string {
  return `${desc ? '-' : ''}${path.value}`;
}

export function printTarget({ subject, call, each, at, with: args }: TargetSyntax): string {
  const given = args
    .map(({ name, value }) => `${name.value}: ${printExpression(value)}`)
    .join(', ');
  return [
    `${subject.value}.${call.value}`,
    ...(each ? [`each ${each.value}`] : []),
    ...(at ? [`at ${at.value}`] : []),
    ...(given ? [`with (${given})`] : []),
  ].join(' ');
}

/** The time-out in the largest unit that holds it whole. */
export function printStep({ run, undo, timeoutMs, retry }: SagaSyntax['steps'][number]): string {
  return [
    printTarget(run),
    ...(undo ? [`undo ${printTarget(undo)}`] : []),
    ...(timeoutMs === null ? [] : [`timeout ${printMs(timeoutMs)}`]),
    ...(retry === null ? [] : [`retry ${retry}`]),
  ].join(' ');
}

function printMs(ms: number): string {
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}
