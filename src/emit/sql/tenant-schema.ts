import type { Model } from '../../model/model.ts';

/** Books of the service that hold rows of no tenant too: one table for all, kept apart by its policy. */
const books: ReadonlySet<string> = new Set(['audit_log', 'sequences']);

/** What follows in a migration is for the tables that all tenants share, or for those of each. */
export type SchemaMark = 'shared' | 'tenants';

/** The line that a migration says it with; without one, it is for what all share. */
export function schemaMark(schema: SchemaMark): string {
  return `-- schema: ${schema}`;
}

/** Whether each tenant has a table of its own of it. */
export function isOfTenantSchema(
  table: { readonly name: string; readonly guard?: { readonly policy: string | null } | null },
  model: Model,
): boolean {
  if (model.tenancy?.kind !== 'schema' || books.has(table.name)) return false;
  if (table.name === 'sessions') return model.auth?.entity.tenant === true;
  return typeof table.guard?.policy === 'string';
}
