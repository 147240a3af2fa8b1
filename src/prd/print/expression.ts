import type { Expr } from '../document.ts';

const levels: Readonly<Record<string, number>> = {
  if: 0,
  or: 1,
  and: 2,
  not: 3,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  negative: 7,
  atom: 8,
};

/** An expression in its canonical form, with no more parentheses than it needs. */
export function printExpression(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
    case 'duration':
      return expr.text;
    case 'string':
      return printText(expr.value);
    case 'boolean':
      return String(expr.value);
    case 'null':
      return 'null';
    case 'path':
      return expr.segments.join('.');
    case 'call':
      return printCall(expr);
    case 'unary':
      return expr.op === 'not' ? `not ${within(expr.operand, 3)}` : `-${within(expr.operand, 7)}`;
    case 'in':
      return `${within(expr.value, 5)} in (${expr.items.map((one) => within(one, 5)).join(' ')})`;
    case 'if':
      return `if ${printExpression(expr.condition)} then ${printExpression(expr.then)} else ${printExpression(expr.else)}`;
    case 'binary': {
      const level = levels[expr.op] ?? 8;
      const comparison = level === 4;
      const left = within(expr.left, comparison ? 5 : level);
      return `${left} ${expr.op} ${within(expr.right, level + 1)}`;
    }
  }
}

function within(expr: Expr, least: number): string {
  const text = printExpression(expr);
  return levelOf(expr) < least ? `(${text})` : text;
}

function levelOf(expr: Expr): number {
  if (expr.kind === 'binary') return levels[expr.op] ?? 8;
  if (expr.kind === 'unary') return expr.op === 'not' ? 3 : 7;
  if (expr.kind === 'in') return 4;
  return expr.kind === 'if' ? 0 : 8;
}

function printCall(expr: Expr & { kind: 'call' }): string {
  const joint = expr.name === 'round' || expr.name === 'trunc' ? ' to ' : ', ';
  const where = expr.where ? ` where ${printExpression(expr.where)}` : '';
  return `${expr.name}(${expr.args.map(printExpression).join(joint)}${where})`;
}

export function printText(text: string): string {
  return JSON.stringify(text);
}
