import type { ColumnSchema } from '../../emit/sql/database.ts';
import { columnLine } from '../../emit/sql/print.ts';
import { quoted } from '../../emit/sql/text.ts';
import { columnNamed } from '../database.ts';
import {
  add,
  entityOf,
  fieldOfColumn,
  formerTable,
  keptTables,
  locks,
  syntaxOf,
} from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Column, Table } from '../snapshot.ts';
import { fillingFor } from '../value.ts';
import type { Filling, Wanted } from '../value.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import { numberRows } from './number-rows.ts';
import { fillTrigger, followTrigger } from './passing-trigger.ts';
import { refuseSameValue, refuseWithoutValue } from './refuse-value.ts';
import { makeColumnWay } from './rename-column.ts';
import { requireColumn } from './require.ts';
import { specialFilling } from './special-filling.ts';

/** Columns that no column so far holds the values of. */
export function addColumns(planning: Planning): void {
  for (const { table, target } of keptTables(planning)) {
    const origins = planning.origins.get(target.name) ?? new Map<string, string>();
    for (const column of target.columns) {
      if (!origins.has(column.name)) addColumn(planning, table, column, origins);
    }
  }
}

function addColumn(
  planning: Planning,
  table: Table,
  column: ColumnSchema,
  origins: Map<string, string>,
): void {
  makeColumnWay(planning, table, column.name, origins);
  const wanted =
    specialFilling(planning, table.name, column.name) ??
    fillingFor(planning, table.name, column.name);
  if (column.nullable) {
    create(planning, table, column, {});
    if (wanted !== null && wanted !== 'custom' && isAsked(planning, table, column, wanted)) {
      if (wanted.follows) followTrigger(planning, table.name, column.name, wanted.sql);
      fillRows(planning, table.name, column.name, wanted);
    }
  } else {
    addRequired(planning, table, column, wanted);
  }
  // A refused one is not there.
  const isThere = table.columns.some((one) => one.name === column.name);
  if (isThere) origins.set(column.name, column.name);
}

function addRequired(planning: Planning, table: Table, column: ColumnSchema, wanted: Wanted): void {
  if (column.default !== null || column.identity) {
    create(planning, table, column, {});
    const isCounted = wanted !== null && wanted !== 'custom' && wanted.all;
    if (isCounted) fillRows(planning, table.name, column.name, wanted);
    return;
  }
  if (wanted === null) {
    if (numbers(planning, table, column)) return;
    if (entityOf(planning, table.name) === null) return addToEmpty(planning, table, column);
    return refuseWithoutValue(planning, table.name, column.name, 'new');
  }
  if (wanted === 'custom') {
    // Required once the owner's SQL has run, in a contract step.
    create(planning, table, { ...column, nullable: true }, {});
    return;
  }
  if (wanted.constant) {
    if (isUnique(planning, table.name, column.name)) {
      return refuseSameValue(planning, table.name, column.name);
    }
    create(planning, table, { ...column, default: wanted.sql('') }, { passing: true });
    return;
  }
  create(planning, table, { ...column, nullable: true }, {});
  if (wanted.follows) followTrigger(planning, table.name, column.name, wanted.sql);
  else fillTrigger(planning, table.name, column.name, wanted.sql('new'));
  fillRows(planning, table.name, column.name, wanted);
  requireAdded(planning, table, column.name);
}

/** A table of a feature, whose rows lead nowhere yet: there must be none. */
function addToEmpty(planning: Planning, table: Table, column: ColumnSchema): void {
  create(planning, table, { ...column, nullable: true }, {});
  addGuard(planning, {
    table: table.name,
    query: `select * from ${quoted(formerTable(planning, table.name))}`,
    message: {
      en: `rows of ${table.name} were written before ${column.name} was, and nothing tells it`,
      zh: `${table.name} 的行写入时还没有 ${column.name}，且无从得知`,
    },
    write: {
      en: `let the last version work off ${table.name}, then delete the rows that are left`,
      zh: `请让上一版处理完 ${table.name}，再删除剩余的行`,
    },
  });
  requireAdded(planning, table, column.name);
}

/** Whether it is the number of a sequence. */
function numbers(planning: Planning, table: Table, column: ColumnSchema): boolean {
  const entity = entityOf(planning, table.name);
  const field = fieldOfColumn(entity, column.name);
  if (entity === null || !field?.sequence) return false;
  create(planning, table, { ...column, nullable: true }, {});
  numberRows(planning, entity, field, column.name);
  requireAdded(planning, table, column.name);
  return true;
}

function requireAdded(planning: Planning, table: Table, name: string): void {
  requireColumn(planning, table.name, name);
  columnNamed(table, name).nullable = false;
}

function isUnique(planning: Planning, table: string, column: string): boolean {
  const uniques = entityOf(planning, table)?.uniques ?? [];
  return uniques.some((one) => one.columns.length === 1 && one.columns[0]?.name === column);
}

/** An optional field is only filled when the PRD says with what. */
function isAsked(planning: Planning, table: Table, column: ColumnSchema, wanted: Filling): boolean {
  if (wanted.all) return true;
  const entity = entityOf(planning, table.name);
  const syntax = syntaxOf(planning, entity, fieldOfColumn(entity, column.name));
  const backfill = syntax?.mods.some((mod) => mod.kind === 'backfill') === true;
  return backfill || specialFilling(planning, table.name, column.name) !== null;
}

function create(
  planning: Planning,
  table: Table,
  column: ColumnSchema,
  more: Partial<Column>,
): void {
  table.columns.push({ ...column, passing: false, left: null, ...more });
  planning.added.add(`${table.name}.${column.name}`);
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [`alter table ${quoted(table.name)} add column ${columnLine(column)};`],
    what: { en: `${table.name} gets ${column.name}`, zh: `${table.name} 增加 ${column.name}` },
    lock: locks.instant,
  });
}

/** Gives existing rows their value, those that have none or all of them. */
export function fillRows(
  planning: Planning,
  table: string,
  column: string,
  filling: Filling,
): void {
  const target = quoted(column);
  const absent = filling.all ? '' : ` and ${target} is null`;
  addBatch(planning, {
    table,
    ...(filling.all ? {} : { where: `${target} is null` }),
    statement: `update ${quoted(table)} set ${target} = ${filling.sql(quoted(table))}\n  where ${BATCH}${absent};`,
    what: {
      en: `existing rows of ${table} get their ${column}`,
      zh: `${table} 的现有行得到 ${column}`,
    },
  });
}
