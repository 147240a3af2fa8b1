import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { TableSchema } from '../../emit/sql/database.ts';
import { createExtension, tableStatements } from '../../emit/sql/schema.ts';
import { isOfTenantSchema } from '../../emit/sql/tenant-schema.ts';
import { tableFrom } from '../database.ts';
import { add, asideName, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Column, Table } from '../snapshot.ts';
import { dropStaleTriggers } from './passing-trigger.ts';
import { clearName } from './relations.ts';
import { makeWay } from './rename-table.ts';

/** Extensions and functions that the new database needs. */
export function addPrerequisites(planning: Planning): void {
  const { work, target } = planning;
  const extensions = target.extensions.filter((one) => !work.extensions.includes(one));
  const functions = target.functions.filter(
    (one) => !work.functions.some((each) => each.name === one.name),
  );
  add(planning, {
    phase: 'expand',
    table: '',
    statements: [...extensions.map(createExtension), ...functions.map((one) => one.create)],
    what: { en: 'what searches and overlaps need', zh: '搜索与时段检查所需' },
    lock: locks.none,
  });
  work.extensions.push(...extensions);
  work.functions.push(...functions);
}

/** New tables; those that come back with their rows are only taken up again. */
export function createTables(planning: Planning): void {
  const { work, target } = planning;
  const fresh = target.tables.filter(({ name }) => {
    const table = work.tables.find((one) => one.name === name);
    if (table === undefined) {
      makeWay(planning, name);
      return true;
    }
    if (table.left === null || isReturning(planning, name)) {
      table.left = null;
      return false;
    }
    makeWay(planning, name);
    return true;
  });
  if (fresh.length === 0) return;
  const made = new Set(work.tables.map((one) => one.name));
  for (const table of fresh) {
    guardOther(planning, table.name);
    for (const one of [...table.indexes, ...table.constraints]) clearName(planning, one.name);
  }
  for (const tables of apart(fresh, planning)) {
    const names = tables.map((one) => one.name).join(', ');
    const withoutTriggers = tables.map((one) => ({ ...one, triggers: [] }));
    add(planning, {
      phase: 'expand',
      table: tables[0]?.name ?? '',
      statements: tableStatements(withoutTriggers, made, target.role),
      what: { en: `new: ${names}`, zh: `新表：${names}` },
      lock: locks.created,
    });
    for (const { name } of tables) made.add(name);
  }
  for (const table of fresh) {
    work.tables.push({ ...tableFrom(table, target.role), triggers: [] });
    planning.fresh.add(table.name);
  }
}

/** Those that all tenants share first, as the others refer to them. */
function apart(
  tables: readonly TableSchema[],
  { after }: Planning,
): readonly (readonly TableSchema[])[] {
  const isOwn = (one: TableSchema): boolean => isOfTenantSchema(one, after);
  const groups = [tables.filter((one) => !isOwn(one)), tables.filter(isOwn)];
  return groups.filter((one) => one.length > 0);
}

function isReturning(planning: Planning, name: string): boolean {
  const nodes = planning.old.flatMap((one) => [one, ...one.children]);
  return nodes.some((one) => one.now?.table === name);
}

/** A table of that name which no migration made. */
function guardOther(planning: Planning, name: string): void {
  if (planning.before.database.tables.some((one) => one.name === name)) return;
  if (planning.before.database.views.some((one) => one.name === name)) return;
  add(planning, {
    phase: 'check',
    table: name,
    statements: [
      `-- stop: ${planning.problems.lang === 'zh' ? `数据库中已有名为 ${name} 的表，并非由迁移创建` : `there is a table ${name} that no migration made`}\n-- write: ${planning.problems.lang === 'zh' ? '请改名该表，或在实体上写 `table: 其他名称`' : 'rename that table, or write `table: other_name` at the entity'}\nselect "tablename" from "pg_catalog"."pg_tables" where "schemaname" = current_schema() and "tablename" = ${sqlText(name)};`,
    ],
    what: { en: `stops if a table ${name} is there`, zh: `若已有表 ${name} 则停止` },
    lock: locks.none,
  });
}

/** What the new PRD has no place for stays, and asks for nothing any more. */
export function leaveTables(planning: Planning): void {
  const wanted = new Set(planning.target.tables.map((one) => one.name));
  for (const table of planning.work.tables) {
    if (wanted.has(table.name)) continue;
    const keys = table.constraints.filter((one) => one.kind === 'foreign');
    add(planning, {
      phase: 'expand',
      table: table.name,
      statements: keys.map(
        (one) => `alter table ${quoted(table.name)} drop constraint ${quoted(one.name)};`,
      ),
      what: {
        en: `${table.name} stays with its rows and binds no others`,
        zh: `${table.name} 连同数据保留，不再约束其他表`,
      },
      lock: locks.instant,
    });
    table.constraints = table.constraints.filter((one) => one.kind !== 'foreign');
    if (table.left === null && isDeclared(planning, table)) table.left = leftAs(planning, table);
  }
}

/** Tables of features stay in place: history is nobody's to throw away. */
function isDeclared(planning: Planning, table: Table): boolean {
  const nodes = planning.old.flatMap((one) => [one, ...one.children]);
  return nodes.some((one) => one.table === table.name || one.now?.table === table.name);
}

function leftAs(planning: Planning, table: Table): 'dropped' | 'replaced' {
  const node = planning.old.flatMap((one) => one.children).find((one) => one.table === table.name);
  return node?.now ? 'replaced' : 'dropped';
}

export function leaveColumns(planning: Planning): void {
  for (const { table, target } of keptTables(planning)) {
    const origins = planning.origins.get(target.name) ?? new Map<string, string>();
    const used = new Set(origins.values());
    for (const column of table.columns) {
      if (used.has(column.name)) {
        column.left = null;
        continue;
      }
      if (column.left !== null) continue;
      column.left = 'dropped';
      dropStaleTriggers(planning, table.name, column.name);
      dropDefault(planning, table, column);
      if (!column.nullable) {
        column.nullable = true;
        leave(planning, table, column.name);
      }
    }
  }
}

function leave(planning: Planning, table: Table, column: string): void {
  // A key column can only be absent once the key is another.
  if (table.primaryKey.columns.includes(column)) return;
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [`alter table ${quoted(table.name)} alter column ${quoted(column)} drop not null;`],
    what: {
      en: `${table.name}.${column} is no longer written; its values stay`,
      zh: `不再写入 ${table.name}.${column}；已有的值保留`,
    },
    lock: locks.instant,
  });
}

function dropDefault(planning: Planning, table: Table, column: Column): void {
  if (column.default === null) return;
  column.default = null;
  column.passing = false;
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      `alter table ${quoted(table.name)} alter column ${quoted(column.name)} drop default;`,
    ],
    what: {
      en: `new rows of ${table.name} leave ${column.name} empty`,
      zh: `${table.name} 的新行不再填写 ${column.name}`,
    },
    lock: locks.instant,
  });
}

export function asideTable(planning: Planning, name: string): string {
  return asideName(
    planning,
    planning.work.tables.map((one) => one.name),
    name,
  );
}
