import type { Entity, ValueObject } from '../../model/model.ts';

/** What an expression gives when the simulation cannot know, e.g. who the caller is. */
export const unknown = Symbol('unknown');

/** The simulated clock: between the samples' past and future. */
export const NOW = Date.UTC(2026, 0, 1, 12);

/** Money and decimals are numbers here: a scenario only asks whether a condition holds. Instants are milliseconds. */
export type Value = null | boolean | number | string | Row | readonly Value[] | typeof unknown;

/** A simulated row: its members by the names of the PRD. */
export interface Row {
  readonly of: Entity | ValueObject;
  readonly members: ReadonlyMap<string, Value>;
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && value !== null && 'members' in value;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function withMembers(row: Row, changes: Iterable<readonly [string, Value]>): Row {
  return { of: row.of, members: new Map([...row.members, ...changes]) };
}
