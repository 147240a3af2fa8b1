import type { IndexSchema, TableSchema } from '../../emit/sql/database.ts';
import { createIndex } from '../../emit/sql/print.ts';
import { fittingName, quoted } from '../../emit/sql/text.ts';
import { freeName, readsColumn, withColumns } from '../database.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import type { Swap } from './change-type.ts';
import { readsReplaced, waitingColumns } from './constraints.ts';
import { guardUnique } from './guard-constraint.ts';

/** Indexes that stay get their new names; the new ones are built before the old ones go. */
export function changeIndexes(planning: Planning, swaps: readonly Swap[]): void {
  for (const { table, target } of keptTables(planning)) {
    const fresh = keepIndexes(planning, table, target, swaps);
    const gone = table.indexes.filter(
      (one) => !target.indexes.some((each) => isSame(one, each, swaps, table.name)),
    );
    for (const one of fresh) {
      const old = gone.find((each) => each.name === one.name);
      buildIndex(planning, table, one, old ?? null, swaps);
    }
    const leaving = gone.filter((one) => !fresh.some((each) => each.name === one.name));
    for (const one of leaving) dropIndex(planning, table, one.name);
    table.indexes = [...target.indexes];
    changePrimaryKey(planning, table, target);
  }
}

function isSame(
  one: IndexSchema,
  other: IndexSchema,
  swaps: readonly Swap[],
  table: string,
): boolean {
  const replaced = readsReplaced(one.definition, swaps, table);
  const waits = swaps.some((swap) => swap.table === table && readsColumn(other.definition, swap.name));
  return !replaced && !waits && one.unique === other.unique && one.definition === other.definition;
}

function keepIndexes(
  planning: Planning,
  table: Table,
  target: TableSchema,
  swaps: readonly Swap[],
): readonly IndexSchema[] {
  const kept = new Set<IndexSchema>();
  const renames: { readonly from: string; readonly to: string }[] = [];
  const fresh = target.indexes.filter((wanted) => {
    const same = table.indexes.filter(
      (one) => !kept.has(one) && isSame(one, wanted, swaps, table.name),
    );
    const match = same.find((one) => one.name === wanted.name) ?? same[0];
    if (match === undefined) return true;
    kept.add(match);
    if (match.name !== wanted.name) renames.push({ from: match.name, to: wanted.name });
    return false;
  });
  const current = new Map(table.indexes.map((one) => [one.name, one.name]));
  for (const { to } of renames) {
    if (!current.has(to)) continue;
    const aside = freeName([...current.values()], fittingName(`${to}__old`));
    renameIndex(planning, table, to, aside);
    current.set(to, aside);
  }
  for (const { from, to } of renames) renameIndex(planning, table, current.get(from) ?? from, to);
  return fresh;
}

function renameIndex(planning: Planning, table: Table, from: string, to: string): void {
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [`alter index ${quoted(from)} rename to ${quoted(to)};`],
    what: { en: `${from} is called ${to} now`, zh: `${from} 改名为 ${to}` },
    lock: locks.validate,
  });
  table.indexes = table.indexes.map((one) => (one.name === from ? { ...one, name: to } : one));
}

function buildIndex(
  planning: Planning,
  table: Table,
  wanted: IndexSchema,
  old: IndexSchema | null,
  swaps: readonly Swap[],
): void {
  const definition = withColumns(wanted.definition, waitingColumns(swaps, table.name));
  const name = old === null ? wanted.name : fittingName(`${wanted.name}__new`);
  if (wanted.unique) guardUnique(planning, table, wanted.definition, swaps);
  uniqueIndexFor(planning, table, { ...wanted, name, definition });
  if (old === null) return;
  add(planning, {
    phase: 'switch',
    table: table.name,
    statements: [
      `drop index ${quoted(old.name)};`,
      `alter index ${quoted(name)} rename to ${quoted(wanted.name)};`,
    ],
    what: { en: `${wanted.name} takes over`, zh: `${wanted.name} 生效` },
    lock: locks.instant,
  });
}

/** Built while reads and writes go on; outside a transaction. */
export function uniqueIndexFor(planning: Planning, table: Table, index: IndexSchema): void {
  add(planning, {
    phase: 'index',
    table: table.name,
    statements: [createIndex(table.name, index, 'concurrently if not exists ')],
    what: {
      en: `index ${index.name} is built beside running writes`,
      zh: `在不阻塞写入的情况下建立索引 ${index.name}`,
    },
    lock: locks.concurrently,
  });
}

function dropIndex(planning: Planning, table: Table, name: string): void {
  add(planning, {
    phase: 'switch',
    table: table.name,
    statements: [`drop index ${quoted(name)};`],
    what: { en: `index ${name} goes`, zh: `去掉索引 ${name}` },
    lock: locks.instant,
  });
}

function changePrimaryKey(planning: Planning, table: Table, target: TableSchema): void {
  if (table.primaryKey.columns.join() === target.primaryKey.join()) return;
  const name = fittingName(`${table.primaryKey.name}__new`);
  const columns = target.primaryKey.map(quoted).join(', ');
  uniqueIndexFor(planning, table, { name, unique: true, definition: `(${columns})` });
  add(planning, {
    phase: 'switch',
    table: table.name,
    statements: [
      `alter table ${quoted(table.name)} drop constraint ${quoted(table.primaryKey.name)};`,
      `alter table ${quoted(table.name)} add constraint ${quoted(table.primaryKey.name)} primary key using index ${quoted(name)};`,
    ],
    what: { en: `${table.name} has another key`, zh: `${table.name} 的主键改变` },
    lock: locks.instant,
  });
  table.primaryKey.columns = [...target.primaryKey];
}
