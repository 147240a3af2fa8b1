import type { Entity, Model, Query } from '../../model/model.ts';
import { findByName, repositoryMethods } from '../repository-methods.ts';
import { literal, type, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';

export const context = {
  currentActor: value('currentActor', paths.context),
  currentTenant: value('currentTenant', paths.context),
};

export const auditLog = type('AuditLog', 'internal/infrastructure/persistence/audit-log.ts');

/** Members of the state that no log may hold. */
export function auditedState(entity: Entity): Code {
  return literal(
    entity.fields
      .filter(
        (field) =>
          field.secret || (field.type.kind === 'scalar' && field.type.scalar === 'password'),
      )
      .map((field) => field.stateMember),
  );
}

/** A numbered page: `{ items, total }`. */
export const offsetPageType = type('OffsetPage', paths.page);

export const historyEntry = type('HistoryEntry', 'internal/application/dto/history.ts');

export const cacheNames = {
  Invalidations: type('Invalidations', 'internal/infrastructure/cache/invalidations.ts'),
  tenantOf: value('tenantOf', 'internal/infrastructure/cache/invalidations.ts'),
  ReadThrough: type('ReadThrough', 'internal/infrastructure/cache/read-through.ts'),
};

const ownMethods = [
  'delete',
  'find',
  'get',
  'getDeleted',
  'getMany',
  'history',
  'ownersOf',
  'ownersThrough',
  'save',
];

/** The reader's method for a query: its name, unless the repository has a method of that name. */
export function readerMethod(query: Query): string {
  return ownMethods.includes(query.name) ? `${query.name}Views` : query.name;
}

/** The same for a query that finds one row: those who log in are found by a like name. */
export function finderMethod(query: Query, model: Model): string {
  const names = repositoryMethods(query.entity, model).findBy.map(findByName);
  return [...names, ...ownMethods].includes(query.name) ? `${query.name}View` : query.name;
}
