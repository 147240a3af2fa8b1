import type { TypedExpr } from '../../model/expression.ts';
import type { Entity } from '../../model/model.ts';

/** What the conditions of an entity turn on, so that samples lie on both sides of it. */
export interface Hints {
  /** Whole numbers in them, small first. */
  readonly numbers: readonly number[];
  /** Durations in milliseconds. */
  readonly durations: readonly number[];
  /** Whether they look at the clock. */
  readonly clock: boolean;
}

const MAX_NUMBER = 1_000;

export function hintsOf(entity: Entity): Hints {
  const parts = conditionsOf(entity).flatMap(partsOf);
  const numbers = parts.flatMap((part) => (part.kind === 'number' ? [Number(part.text)] : []));
  return {
    numbers: [...new Set(numbers)]
      .filter((one) => Number.isInteger(one) && one >= 0 && one <= MAX_NUMBER)
      .sort((a, b) => a - b),
    durations: [...new Set(durationsIn(parts))],
    clock: parts.some(
      (part) => part.kind === 'call' && (part.name === 'now' || part.name === 'today'),
    ),
  };
}

export function durationsOf(expr: TypedExpr): readonly number[] {
  return durationsIn(partsOf(expr));
}

/** Rules of the entity and its children, and what its commands ask. */
function conditionsOf(entity: Entity): readonly TypedExpr[] {
  return [
    ...entity.rules.map((rule) => rule.condition),
    ...entity.commands.flatMap((command) => [
      ...(command.when ? [command.when.condition] : []),
      ...command.sets.map((set) => set.value),
    ]),
    ...entity.fields.flatMap((field) =>
      field.type.kind === 'owned' ? conditionsOf(field.type.entity) : [],
    ),
  ];
}

function durationsIn(parts: readonly TypedExpr[]): readonly number[] {
  return parts.flatMap((part) => (part.kind === 'duration' && part.months === 0 ? [part.ms] : []));
}

/** The expression and all within it. */
function partsOf(expr: TypedExpr): readonly TypedExpr[] {
  return [expr, ...innerOf(expr).flatMap(partsOf)];
}

function innerOf(expr: TypedExpr): readonly TypedExpr[] {
  switch (expr.kind) {
    case 'binary':
      return [expr.left, expr.right];
    case 'unary':
      return [expr.operand];
    case 'in':
      return [expr.value, ...expr.items];
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'call':
      return expr.where === null ? expr.args : [...expr.args, expr.where];
    default:
      return [];
  }
}
