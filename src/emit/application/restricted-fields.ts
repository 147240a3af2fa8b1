import type { Entity, Query, Who } from '../../model/model.ts';
import { fieldRights } from './field-rights.ts';
import type { FieldRight } from './field-rights.ts';
import { isScoped } from './ownership.ts';

/** Fields of the entity that not all who may have the list may read: of their own rows, or of any. */
export function restrictedFields(
  query: Query,
  entity: Entity,
  rows: 'listed' | 'referred',
): readonly FieldRight[] {
  const mayOwn = rows === 'listed' && isScoped(query);
  return fieldRights(entity).filter(({ read }) =>
    read === null ? query.by.anyone : !mayAllRead(query.by, read, mayOwn),
  );
}

function mayAllRead({ anyone, owner, roles, signedIn }: Who, read: Who, mayOwn: boolean): boolean {
  if (read.anyone) return true;
  return (
    !anyone &&
    (!signedIn || read.signedIn) &&
    (!owner || (read.owner && mayOwn)) &&
    roles.every((role) => read.roles.includes(role))
  );
}

/** How a list is sorted when nobody says: by nothing whose order would tell what some may not read. */
export function usualSort(query: Query): Query['sorts'][number] | undefined {
  const hidden = restrictedFields(query, query.entity, 'listed').map(({ path }) => path[0]);
  return query.sorts.find(
    ({ field }) => typeof field === 'string' || !hidden.includes(field.member),
  );
}
