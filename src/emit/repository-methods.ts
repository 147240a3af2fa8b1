import type { Entity, Field, Model, Who } from '../model/model.ts';
import { targetsOf } from './targets.ts';
import { inverseMethods } from './domain/inverses.ts';
import type { InverseNeed } from './domain/inverses.ts';

/** What the repository of a root offers beside `get` and `save`; one place, so that port and adapter agree. */
export interface RepositoryMethods {
  readonly getMany: boolean;
  readonly getDeleted: boolean;
  readonly delete: boolean;
  /** Aggregates by a unique field: `findByEmail`. */
  readonly findBy: readonly Field[];
  readonly ownersOf: boolean;
  /** The owners that a new row would have, by its first reference. */
  readonly ownersThrough: boolean;
  /** What conditions ask of the rows that refer to one: `countLoans`; locks that one. */
  readonly inverses: readonly InverseNeed[];
}

export function repositoryMethods(entity: Entity, model: Model): RepositoryMethods {
  const has = (kind: string): boolean => entity.commands.some((command) => command.kind === kind);
  const steps = entity.ownership?.kind === 'path' ? entity.ownership.steps : [];
  const far = steps.length > 1;
  const readsAsOwner = entity.fields.some((field) => field.read?.owner === true || field.pii);
  const mayOwner = (one: { readonly by: Who }): boolean => one.by.owner;
  return {
    getMany: isReferred(entity, model),
    getDeleted: has('restore'),
    delete: entity.softDelete === null && has('delete'),
    findBy: foundBy(entity, model),
    ownersOf:
      far &&
      (readsAsOwner ||
        entity.commands.some((one) => one.kind !== 'create' && mayOwner(one)) ||
        entity.queries.some((one) => one.kind !== 'list' && mayOwner(one))),
    ownersThrough:
      far &&
      steps[0]?.type.kind === 'reference' &&
      entity.commands.some(
        (one) =>
          mayOwner(one) &&
          (one.kind === 'create' ||
            (one.kind === 'update' && one.inputs.some((input) => input.field === steps[0]))),
      ),
    inverses: inverseMethods(entity, model),
  };
}

export function findByName(field: Field): string {
  return `findBy${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
}

/** Log-in names, the name of an outside issuer's tokens, and what reactions find their rows by. */
function foundBy(entity: Entity, model: Model): readonly Field[] {
  const identifiers = model.auth?.entity === entity ? model.auth.identifiers : [];
  const issued = model.principal?.entity === entity ? model.principal.by : null;
  const bound = targetsOf(model).flatMap(({ call }) =>
    call.kind === 'command' && call.row?.kind === 'unique' && call.command.entity === entity
      ? [call.row.field]
      : [],
  );
  return [...new Set([...identifiers, ...(issued === null ? [] : [issued]), ...bound])];
}

function isReferred(entity: Entity, model: Model): boolean {
  const known = referred.get(model) ?? referredIn(model);
  referred.set(model, known);
  return known.has(entity);
}

const referred = new WeakMap<Model, ReadonlySet<Entity>>();

function referredIn(model: Model): ReadonlySet<Entity> {
  return new Set(
    model.entities.flatMap((entity) =>
      entity.fields.flatMap(({ type }) => (type.kind === 'reference' ? type.targets : [])),
    ),
  );
}
