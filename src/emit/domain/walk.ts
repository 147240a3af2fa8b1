import type { PathStep, TypedExpr } from '../../model/expression.ts';
import { childrenOf } from '../../model/expression-parts.ts';

export { childrenOf } from '../../model/expression-parts.ts';

export type Path = Extract<TypedExpr, { kind: 'path' }>;
export type Call = Extract<TypedExpr, { kind: 'call' }>;

/** The expression and all within it, outermost first. */
export function partsOf(expr: TypedExpr): readonly TypedExpr[] {
  return [expr, ...childrenOf(expr).flatMap(partsOf)];
}

/** Where a path first leaves its aggregate through a reference that it follows further; -1: nowhere. */
export function crossingOf(steps: readonly PathStep[], from = 0): number {
  return steps.findIndex(
    (step, index) =>
      index >= from &&
      step.field?.type.kind === 'reference' &&
      index < steps.length - 1 &&
      steps[index + 1]?.system !== 'id',
  );
}

/** Where a path goes through an inverse; -1: nowhere. */
export function inverseOf(steps: readonly PathStep[]): number {
  return steps.findIndex((step) => step.field?.type.kind === 'inverse');
}

/** Whether an expression reads other rows: over a reference, an inverse, or the elements of a set. */
export function readsRows(expr: TypedExpr): boolean {
  return partsOf(expr).some((part) => {
    if (part.kind === 'path') return crossingOf(part.steps) >= 0 || inverseOf(part.steps) >= 0;
    return part.kind === 'call' && setOf(part) !== null;
  });
}

/** The set of references that a call goes through with a condition on its rows: `count(tags where hidden)`. */
export function setOf(call: Call): Path | null {
  const [path] = call.args;
  if (call.where === null || path?.kind !== 'path') return null;
  return path.steps.at(-1)?.field?.type.kind === 'reference' ? path : null;
}

/** A call over rows that refer here, `count(loans where status == active)`: the database answers it. */
export function inverseCall(expr: TypedExpr): Call | null {
  if (expr.kind !== 'call') return null;
  const [first] = expr.args;
  return first?.kind === 'path' && inverseOf(first.steps) >= 0 ? expr : null;
}
