import type { TypedExpr } from './expression.ts';

/** The parts directly below an expression. */
export function childrenOf(expr: TypedExpr): readonly TypedExpr[] {
  switch (expr.kind) {
    case 'call':
      return expr.where ? [...expr.args, expr.where] : expr.args;
    case 'unary':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'in':
      return [expr.value, ...expr.items];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    default:
      return [];
  }
}

export function anyPart(expr: TypedExpr, test: (part: TypedExpr) => boolean): boolean {
  return test(expr) || childrenOf(expr).some((part) => anyPart(part, test));
}
