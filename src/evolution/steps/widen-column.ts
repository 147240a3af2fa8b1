import type { ColumnSchema } from '../../emit/sql/database.ts';
import { quoted } from '../../emit/sql/text.ts';
import { readsColumn } from '../database.ts';
import { add, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Column, Table } from '../snapshot.ts';
import { makeColumnWay, rename } from './rename-column.ts';
import { dropView } from './rename-table.ts';

/** A column that takes larger values in place: no row is written anew. */
export function widenColumn(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  origins: Map<string, string>,
): void {
  for (const view of planning.work.views.filter((one) => one.table === table.name)) {
    dropView(planning, view.name);
  }
  // PostgreSQL would read the whole table again for each check; they come back validated apart.
  const checks = table.constraints.filter(
    (one) => one.kind === 'check' && readsColumn(one.definition, column.name),
  );
  table.constraints = table.constraints.filter((one) => !checks.includes(one));
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      ...checks.map(
        (one) => `alter table ${quoted(table.name)} drop constraint ${quoted(one.name)};`,
      ),
      `alter table ${quoted(table.name)} alter column ${quoted(column.name)} type ${wanted.sqlType};`,
    ],
    what: {
      en: `${table.name}.${column.name} takes larger values`,
      zh: `${table.name}.${column.name} 可容纳更大的值`,
    },
    lock: locks.instant,
  });
  Object.assign(column, { sqlType: wanted.sqlType });
  if (column.name === wanted.name) return;
  makeColumnWay(planning, table, wanted.name, origins);
  rename(planning, table, column.name, wanted.name);
  origins.set(wanted.name, wanted.name);
}
