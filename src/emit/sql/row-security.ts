import type { Entity, Model } from '../../model/model.ts';
import type { GuardSchema, TableSchema } from './database.ts';
import type { JoinTable } from './table.ts';
import { tenantColumn } from './table.ts';
import { fittingName, quoted, sqlText } from './text.ts';

/** What each policy is called; names of policies are their table's own. */
const POLICY = quoted('of_tenant');
const ALL_TENANTS = `current_setting('app.all_tenants', true) = 'on'`;
/** Members come in one statement with their row, which a policy of that statement cannot see yet. */
const SOME_TENANT = `current_setting('app.tenant', true) <> '' or ${ALL_TENANTS}`;

/** The role that works on behalf of callers: it owns no table. Null without tenants. */
export function guardRole(model: Model): string | null {
  return model.tenancy === null ? null : tenantRole(model);
}

export function tenantRole(model: Model): string {
  return fittingName(`app_${model.name.replaceAll(/\W/g, '_')}`);
}

/** A table that a tenant's rows stand in, by their column. */
export function tenantGuard(
  model: Model,
  column: string | null,
  nullable = false,
): GuardSchema | null {
  const role = guardRole(model);
  if (role === null || column === null) return null;
  const tenant = `current_setting('app.tenant', true)`;
  const isOwn = nullable
    ? `coalesce(${quoted(column)}, '') = coalesce(${tenant}, '')`
    : `${quoted(column)} = ${tenant}`;
  return { policy: `${isOwn} or ${ALL_TENANTS}` };
}

export function entityGuard(entity: Entity, model: Model): GuardSchema | null {
  return tenantGuard(model, tenantColumn(entity, model));
}

/** Members of a set are seen by whoever sees the row that they belong to. */
export function setGuard(join: JoinTable, model: Model): GuardSchema | null {
  if (tenantColumn(join.owner, model) === null) return null;
  const owner = ownerIs(join.owner.names.table);
  return { policy: `exists (select ${owner} where "owner"."id" = ${quoted(join.ownerColumn)})` };
}

/** The part of a set's policy that names the table it asks. */
export function ownerIs(table: string): string {
  return `from ${quoted(table)} as "owner"`;
}

/** Its rights; roles belong to the whole server, so another database may have made it before. */
export function createRole(role: string): string {
  const name = quoted(role);
  const text = sqlText(role);
  return `-- Statements on behalf of callers run as this role: it owns nothing, so that policies bind it.
-- Who migrates may act as it; other users are made members by hand.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = ${text}) then
      create role ${name} nologin;
    end if;
  exception
    when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, ${text}, 'usage') then
    grant ${name} to current_user;
  end if;
  if not has_schema_privilege(${text}, current_schema(), 'usage') then
    execute format('grant usage on schema %I to %I', current_schema(), ${text});
  end if;
end
$$;`;
}

export function grantTable(table: string, role: string): string {
  return `grant select, insert, update, delete on ${quoted(table)} to ${quoted(role)};`;
}

export function enableGuard(table: string): string {
  return `alter table ${quoted(table)} enable row level security;`;
}

/** Binds the owner of the table too. */
export function forceGuard(table: string): string {
  return `alter table ${quoted(table)} force row level security;`;
}

export function createPolicy(table: string, { policy }: GuardSchema): string {
  const check = policy.startsWith('exists (') ? `\n  with check (${SOME_TENANT})` : '';
  return `create policy ${POLICY} on ${quoted(table)}\n  using (${policy})${check};`;
}

export function dropPolicy(table: string): string {
  return `drop policy if exists ${POLICY} on ${quoted(table)};`;
}

/** What a new table needs beyond itself. */
export function guardStatements(table: TableSchema, role: string | null): readonly string[] {
  const grants = role === null ? [] : [grantTable(table.name, role)];
  if (table.guard === null) return grants;
  return [
    ...grants,
    enableGuard(table.name),
    forceGuard(table.name),
    createPolicy(table.name, table.guard),
  ];
}
