import type { ConstraintSchema, IndexSchema, TableSchema } from '../../emit/sql/database.ts';
import { createIndex } from '../../emit/sql/print.ts';
import { fittingName, quoted } from '../../emit/sql/text.ts';
import { readsColumn, withColumns } from '../database.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import type { Swap } from './change-type.ts';
import { isSameConstraint, readsReplaced, waitingColumns } from './constraints.ts';
import { guardUnique } from './guard-constraint.ts';
import { clearName, renameRelations } from './relations.ts';

/** The new indexes of a table. */
export interface IndexPlan {
  readonly table: Table;
  readonly target: TableSchema;
  readonly fresh: readonly IndexSchema[];
}

/** Indexes and unique constraints that stay get their new names, over all tables at once. */
export function renameIndexes(planning: Planning, swaps: readonly Swap[]): void {
  const renames = keptTables(planning).flatMap(({ table, target }) => [
    ...renamesOf(table.indexes, target.indexes, (one, other) =>
      isSame(one, other, swaps, table.name),
    ),
    ...renamesOf(table.constraints.filter(standsOnIndex), target.constraints, (one, other) =>
      isSameConstraint(one, other, swaps, table.name),
    ),
  ]);
  renameRelations(planning, renames);
}

function standsOnIndex(one: ConstraintSchema): boolean {
  return one.kind === 'unique' || one.kind === 'exclude';
}

/** Pairs what is the same but for its name. */
export function renamesOf<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
  same: (one: T, other: T) => boolean,
): readonly { readonly from: string; readonly to: string }[] {
  const kept = new Set<T>();
  return after.flatMap((wanted) => {
    const matches = before.filter((one) => !kept.has(one) && same(one, wanted));
    const match = matches.find((one) => one.name === wanted.name) ?? matches[0];
    if (match === undefined) return [];
    kept.add(match);
    return match.name === wanted.name ? [] : [{ from: match.name, to: wanted.name }];
  });
}

/** Indexes that do not stay go with the switch; the names of new ones are made free. */
export function leaveIndexes(planning: Planning, swaps: readonly Swap[]): readonly IndexPlan[] {
  const plans = keptTables(planning).map(({ table, target }) => ({
    table,
    target,
    fresh: target.indexes.filter(
      (wanted) => !table.indexes.some((one) => isSame(one, wanted, swaps, table.name)),
    ),
  }));
  for (const { table, target, fresh } of plans) {
    const uniques = target.constraints.filter(
      (wanted) =>
        wanted.kind === 'unique' &&
        !table.constraints.some((one) => isSameConstraint(one, wanted, swaps, table.name)),
    );
    for (const one of [...fresh, ...uniques]) clearName(planning, one.name);
  }
  for (const { table, target } of plans) {
    const gone = table.indexes.filter(
      (one) => !target.indexes.some((each) => isSame(one, each, swaps, table.name)),
    );
    for (const one of gone) dropIndex(planning, table, one.name);
  }
  return plans;
}

/** New indexes are built beside the old ones. */
export function buildIndexes(
  planning: Planning,
  plans: readonly IndexPlan[],
  swaps: readonly Swap[],
): void {
  for (const { table, target, fresh } of plans) {
    for (const one of fresh) buildIndex(planning, table, one, swaps);
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
  const waits = swaps.some(
    (swap) => swap.table === table && readsColumn(other.definition, swap.name),
  );
  return !replaced && !waits && one.unique === other.unique && one.definition === other.definition;
}

function buildIndex(
  planning: Planning,
  table: Table,
  wanted: IndexSchema,
  swaps: readonly Swap[],
): void {
  const definition = withColumns(wanted.definition, waitingColumns(swaps, table.name));
  if (wanted.unique) guardUnique(planning, table, wanted.definition, swaps);
  indexBeside(planning, table, { ...wanted, definition });
}

/** Built while reads and writes go on; outside a transaction. */
export function indexBeside(planning: Planning, table: Table, index: IndexSchema): void {
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
  const { primaryKey } = table;
  if (primaryKey.columns.join() === target.primaryKey.join()) return;
  const columns = target.primaryKey.map(quoted).join(', ');
  const left = primaryKey.columns.filter((one) => !target.primaryKey.includes(one));
  const key = quoted(primaryKey.name);
  const alter = `alter table ${quoted(table.name)}`;
  // A row a sequence: read in no time, and asked by the numbers that existing rows get.
  const isSmall = table.name === 'sequences';
  const name = fittingName(`${primaryKey.name}__new`);
  if (!isSmall) indexBeside(planning, table, { name, unique: true, definition: `(${columns})` });
  add(planning, {
    phase: isSmall ? 'expand' : 'switch',
    table: table.name,
    statements: [
      `${alter} drop constraint ${key};`,
      `${alter} add constraint ${key} primary key ${isSmall ? `(${columns})` : `using index ${quoted(name)}`};`,
      ...left.map((one) => `${alter} alter column ${quoted(one)} drop not null;`),
    ],
    what: { en: `${table.name} has another key`, zh: `${table.name} 的主键改变` },
    lock: locks.instant,
  });
  table.primaryKey.columns = [...target.primaryKey];
}
