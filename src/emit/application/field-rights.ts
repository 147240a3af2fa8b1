import type { Entity, Field, Who } from '../../model/model.ts';
import { isShown } from '../row/members.ts';

/** A field of an answer that not everyone who gets the answer may read. */
export interface FieldRight {
  /** From the view down: `['items', 'cost']`. */
  readonly path: readonly string[];
  /** Null for `pii` without `read(…)`: all but those who got in as `anyone`. */
  readonly read: Who | null;
}

/** Of a root: its own fields, and those of value objects and owned children within. */
export function fieldRights(root: Entity): readonly FieldRight[] {
  return rightsWithin(root.fields, answersAnyone(root));
}

function rightsWithin(fields: readonly Field[], open: boolean): readonly FieldRight[] {
  return fields.filter(isShown).flatMap((field): FieldRight[] => {
    if (field.read !== null) return [{ path: [field.member], read: field.read }];
    if (field.pii && open) return [{ path: [field.member], read: null }];
    const { type } = field;
    const inner =
      type.kind === 'value' ? type.value.fields : type.kind === 'owned' ? type.entity.fields : [];
    return rightsWithin(inner, open).map((one) => ({
      ...one,
      path: [field.member, ...one.path],
    }));
  });
}

/** Whether an answer may lack the field. */
export function isRestricted(field: Field, holder: Entity): boolean {
  return field.read !== null || (field.pii && answersAnyone(rootOf(holder)));
}

/** Whether some answer with a row of the entity goes to whoever asks; who makes a row knows what it holds. */
export function answersAnyone(root: Entity): boolean {
  return (
    root.queries.some((query) => query.by.anyone) ||
    root.commands.some((command) => command.by.anyone && command.kind !== 'create')
  );
}

/** Whether a view is changed before it is answered: by rights of fields, or by what its owner computes. */
export function isPresented(root: Entity): boolean {
  return fieldRights(root).length > 0 || customFields(root).length > 0;
}

export function customFields(root: Entity): readonly Field[] {
  return root.fields.filter((field) => field.computed?.kind === 'custom');
}

function rootOf(entity: Entity): Entity {
  return entity.parent === null ? entity : rootOf(entity.parent.entity);
}
