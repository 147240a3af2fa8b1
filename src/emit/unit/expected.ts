import type { Entity, Field, Model } from '../../model/model.ts';
import type { GivenMember } from '../scenario/index.ts';
import { simulateCreate } from '../scenario/index.ts';

const exact = ['int', 'float', 'decimal', 'money'];

/** Computed and defaulted numbers of a new row, as the simulation has them. */
export function expectedNumbers(
  entity: Entity,
  given: readonly GivenMember[],
  model: Model,
): readonly (readonly [string, number])[] {
  const outcome = simulateCreate(entity, given, model);
  if (outcome.kind !== 'done') return [];
  const { members } = outcome.row;
  return entity.fields.filter(isDerived).flatMap((field) => {
    const value = members.get(field.name);
    return typeof value === 'number' ? [[field.stateMember, value] as const] : [];
  });
}

function isDerived(field: Field): boolean {
  const derived = field.computed?.kind === 'expression' || field.default?.kind === 'literal';
  return (
    derived && !field.many && field.type.kind === 'scalar' && exact.includes(field.type.scalar)
  );
}
