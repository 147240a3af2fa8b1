import type { Entity, Model, Query } from '../../model/model.ts';
import { tenantColumn } from '../sql/table.ts';

/** Lists whose pages are cached. */
export function cachedLists(entity: Entity): readonly Query[] {
  return entity.queries.filter((query) => query.kind === 'list' && query.cacheMs !== null);
}

/** Whether a change makes the pages of its tenant be forgotten, and of no other. */
export function forgetsByTenant(entity: Entity, model: Model): boolean {
  return cachedLists(entity).length > 0 && tenantColumn(entity, model) !== null;
}
