import type { ColumnSchema } from '../../emit/sql/database.ts';
import { columnLine } from '../../emit/sql/print.ts';
import { quoted } from '../../emit/sql/text.ts';
import { add, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Words } from '../problems.ts';
import type { Column, Table } from '../snapshot.ts';
import { addPassingTrigger, dropStaleTriggers } from './passing-trigger.ts';
import { makeColumnWay } from './rename-column.ts';

interface Twin {
  readonly table: Table;
  readonly column: Column;
  readonly wanted: ColumnSchema;
  readonly origins: Map<string, string>;
  readonly what: Words;
  /** Of the trigger that has each write to one reach the other. */
  readonly body: string;
}

/**
 * The wanted column beside the one that it takes the place of, both written alike from then on, until
 * contract; gives the trigger that sees to it.
 */
export function addTwin(
  planning: Planning,
  { table, column, wanted, origins, what, body }: Twin,
): ReturnType<typeof addPassingTrigger> {
  const [from, to] = [column.name, wanted.name];
  const [t, o] = [quoted(table.name), quoted(from)];
  makeColumnWay(planning, table, to, origins);
  dropStaleTriggers(planning, table.name, from);
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      `alter table ${t} add column ${columnLine({ ...wanted, nullable: true })};`,
      ...(column.default === null ? [] : [`alter table ${t} alter column ${o} drop default;`]),
    ],
    what,
    lock: locks.instant,
  });
  Object.assign(column, { default: null, passing: false });
  return addPassingTrigger(planning, {
    table: table.name,
    // Before all others of the table, which may read the new column.
    name: `${table.name}__${to}`,
    body,
    what: {
      en: `writes to ${table.name}.${from} and ${to} reach each other`,
      zh: `写入 ${table.name}.${from} 与 ${to} 时互相同步`,
    },
  });
}
