import { query } from './world.ts';
import type { Db } from './world.ts';

export interface Catalog {
  readonly columns: readonly string[];
  readonly others: readonly string[];
}

/** Everything about a schema that two databases of one PRD must have in common. */
export async function catalog(db: Db): Promise<Catalog> {
  const columns = await query(
    db,
    `select format('%s.%s %s%s%s%s', relname, attname, format_type(atttypid, atttypmod),
        case when attnotnull then ' not null' else '' end,
        coalesce(' default ' || pg_get_expr(adbin, adrelid), ''),
        case when attidentity <> '' then ' identity' else '' end) as line
      from pg_attribute join pg_class on pg_class.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relkind = 'r' and attnum > 0 and not attisdropped
        and relnamespace = current_schema()::regnamespace and relname not like '\\_migration%'
      order by 1`,
  );
  const others = await query(
    db,
    `select format('%s: constraint %s %s', relname, conname, pg_get_constraintdef(pg_constraint.oid)) as line
        from pg_constraint join pg_class on pg_class.oid = conrelid
        where connamespace = current_schema()::regnamespace and contype <> 'n' and relname not like '\\_migration%'
      union all select replace(indexdef, current_schema() || '.', '') from pg_indexes
        where schemaname = current_schema() and tablename not like '\\_migration%'
      union all select replace(pg_get_triggerdef(pg_trigger.oid), current_schema() || '.', '') || ' ' || prosrc
        from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
        where not tgisinternal and relnamespace = current_schema()::regnamespace
      union all select format('%s: row security%s', relname, case when relforcerowsecurity then ', forced' else '' end)
        from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace
      union all select format('%s: policy %s for %s, permissive %s, to %s: %s, %s', relname, polname, polcmd, polpermissive,
          polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        from pg_policy join pg_class on pg_class.oid = polrelid
        where relnamespace = current_schema()::regnamespace
      union all select format('%s: grant %s to %s', relname, privilege_type, grantee::regrole)
        from pg_class, aclexplode(relacl) as acl
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'v') and grantee <> relowner
      union all select 'view ' || viewname from pg_views where schemaname = current_schema()
      union all select 'function ' || proname from pg_proc left join pg_depend on objid = pg_proc.oid and deptype = 'e'
        where pronamespace = current_schema()::regnamespace and deptype is null
      order by 1`,
  );
  const lines = (rows: readonly { readonly line?: unknown }[]): string[] =>
    rows.map((row) => String(row.line));
  return { columns: lines(columns), others: lines(others) };
}

/** What two schemas do not share, but for columns and tables that are kept on purpose. */
export function differences(evolved: Catalog, fresh: Catalog): string[] {
  const tables = new Set(fresh.columns.map((line) => line.split('.')[0]));
  const known = new Set(fresh.columns);
  const wanted = new Set(fresh.columns.map((line) => line.split(' ')[0]));
  const tableOf = (line: string): string =>
    /^(\S+): /.exec(line)?.[1] ?? / ON (?:ONLY )?"?([^\s"(]+)"?/.exec(line)?.[1] ?? '';
  const isKept = (line: string): boolean => {
    const table = tableOf(line);
    return table !== '' && !tables.has(table);
  };
  return [
    ...fresh.columns.filter((line) => !evolved.columns.includes(line)).map((line) => `- ${line}`),
    ...evolved.columns
      .filter((line) => !known.has(line) && wanted.has(line.split(' ')[0] ?? ''))
      .map((line) => `+ ${line}`),
    // What is kept asks for nothing.
    ...evolved.columns
      .filter(
        (line) => !known.has(line) && / not null/.test(line) && tables.has(line.split('.')[0]),
      )
      .map((line) => `+ ${line}`),
    ...fresh.others.filter((line) => !evolved.others.includes(line)).map((line) => `- ${line}`),
    ...evolved.others
      .filter((line) => !fresh.others.includes(line) && !isKept(line))
      .map((line) => `+ ${line}`),
  ];
}
