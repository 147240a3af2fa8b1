import type { Command, Entity, Field, Query } from '../../model/model.ts';
import { code, key } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of } from '../typescript/symbols.ts';

/** Whether the right turns on whose row it is. */
export function asksOwner({ by, entity }: Command | Query): boolean {
  return by.owner && entity.ownership !== null;
}

/** Whether whose rows are listed turns on who asks. */
export function isScoped(query: Query): boolean {
  return asksOwner(query);
}

/** Whether a row must be read to know whether the caller may touch it: its id does not tell. */
export function asksRow(of: Command | Query): boolean {
  const isKnownById = of.entity.ownership?.kind === 'self' && of.kind !== 'find';
  return asksOwner(of) && !isKnownById;
}

/** Whether a row itself tells its owner: no other row need be asked. */
export function tellsOwner({ ownership }: Entity): boolean {
  if (ownership === null || ownership.kind === 'self') return true;
  return ownership.steps.slice(0, -1).every((step) => step.type.kind === 'owned');
}

/** The owner that `row` (a state or a view) names, by members called as `nameOf` says. */
export function ownerWithin(
  entity: Entity,
  row: Code,
  nameOf: (field: Field) => string = (field) => field.stateMember,
): Code {
  const { ownership } = entity;
  if (ownership === null) throw new Error(`${entity.names.code} has no owner`);
  if (ownership.kind === 'self') return code`${row}.id`;
  return follow(row, ownership.steps, nameOf);
}

function follow(row: Code, steps: readonly Field[], nameOf: (field: Field) => string): Code {
  const [step, ...rest] = steps;
  if (step === undefined) return row;
  const value = code`${row}.${key(nameOf(step))}`;
  if (rest.length === 0) return value;
  if (!step.many) return follow(step.optional ? code`${value}?` : value, rest, nameOf);
  return code`${value}.flatMap((one) => ${follow(code`one`, rest, nameOf)})`;
}

/** The owner of an aggregate or view at hand; `id` is code for its id. */
export function ownerOf(entity: Entity, row: Code, id: Code): Code {
  if (tellsOwner(entity)) return ownerWithin(entity, row);
  return code`await deps.${of.port(entity)}.ownersOf(${id})`;
}

/** The field that is filled in with the caller: the one step to the owner. */
export function ownerField({ ownership }: Entity): Field | null {
  const [only, ...others] = ownership?.kind === 'path' ? ownership.steps : [];
  return only !== undefined && others.length === 0 ? only : null;
}

/** The reference through which a new row is somebody's, when that is another row's. */
export function leadingField(entity: Entity): Field | null {
  const [first, ...others] = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  const leads = first?.type.kind === 'reference' && others.length > 0;
  return first !== undefined && leads ? first : null;
}
