import type { Entity } from '../../model/model.ts';
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
  ReadThrough: type('ReadThrough', 'internal/infrastructure/cache/read-through.ts'),
};
