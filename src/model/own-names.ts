import type { TypedExpr } from './expression.ts';
import { sqlName } from './names.ts';

interface Conditional {
  readonly name: string;
  readonly where: TypedExpr | null;
}

/** Several over the same columns: that without a condition has the name, the others are numbered. */
export function withOwnNames<T extends Conditional>(all: readonly T[]): readonly T[] {
  return all.map((one) => {
    const place = always(all.filter(({ name }) => name === one.name)).indexOf(one);
    return place === 0 ? one : { ...one, name: sqlName(one.name, String(place + 1)) };
  });
}

/** Those without a condition first. */
export function always<T extends Conditional>(all: readonly T[]): readonly T[] {
  return [
    ...all.filter(({ where }) => where === null),
    ...all.filter(({ where }) => where !== null),
  ];
}

/** Wherever the two stand. */
export function isSameCondition(one: TypedExpr | null, other: TypedExpr | null): boolean {
  return saidBy(one) === saidBy(other);
}

/** A path is told by its names; what they lead to leads back again. */
const left: ReadonlySet<string> = new Set(['at', 'type', 'field', 'entity']);

function saidBy(expr: TypedExpr | null): string {
  return JSON.stringify(expr, (key, value: unknown) => (left.has(key) ? undefined : value));
}
