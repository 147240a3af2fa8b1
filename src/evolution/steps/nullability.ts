import { quoted } from '../../emit/sql/text.ts';
import { columnNamed } from '../database.ts';
import {
  add,
  entityOf,
  fieldOfColumn,
  formerTable,
  inFormerNames,
  keptTables,
  locks,
} from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import { fillingFor } from '../value.ts';
import { fillRows } from './add-column.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import type { Swap } from './change-type.ts';
import { dropStaleTriggers, fillTrigger } from './passing-trigger.ts';
import { refuseWithoutValue } from './refuse-value.ts';
import { allowAbsent, requireColumn } from './require.ts';

/** Columns that stay and become optional or required. */
export function changeNullability(planning: Planning, swaps: readonly Swap[]): void {
  for (const { table, target } of keptTables(planning)) {
    const origins = planning.origins.get(target.name);
    for (const wanted of target.columns) {
      const from = origins?.get(wanted.name);
      const swapped = swaps.some(
        (one) => one.table === table.name && one.name === wanted.name && !one.both,
      );
      if (from !== wanted.name || swapped) continue;
      const column = columnNamed(table, from);
      if (wanted.nullable && !column.nullable) {
        // What fills absent values would fill those that the new code leaves out on purpose.
        dropStaleTriggers(planning, table.name, column.name);
        allowAbsent(planning, table.name, column.name);
        column.nullable = true;
      }
      if (!wanted.nullable && column.nullable) require(planning, table, column.name);
      changeDefault(planning, table, column.name, wanted.default);
    }
  }
}

function require(planning: Planning, table: Table, name: string): void {
  const column = columnNamed(table, name);
  const filling = fillingFor(planning, table.name, name);
  // Required once the owner's SQL has run.
  if (filling === 'custom') return;
  if (filling === null) {
    if (!isParent(planning, table.name, name)) {
      return refuseWithoutValue(planning, table.name, name, 'required');
    }
    guardParent(planning, table.name, name);
  } else {
    fillTrigger(planning, table.name, name, filling.sql('new'));
    fillRows(planning, table.name, name, { ...filling, all: false });
  }
  requireColumn(planning, table.name, name);
  column.nullable = false;
}

function isParent(planning: Planning, table: string, column: string): boolean {
  const entity = entityOf(planning, table);
  return entity?.kind === 'owned' && fieldOfColumn(entity, column) === null;
}

function guardParent(planning: Planning, table: string, column: string): void {
  const former = quoted(inFormerNames(planning, table, quoted(column)).slice(1, -1));
  addGuard(planning, {
    table,
    query: `select "id" from ${quoted(formerTable(planning, table))} where ${former} is null`,
    message: {
      en: `rows of ${table} have no parent to belong to`,
      zh: `${table} 的行没有所属的父级`,
    },
    write: {
      en: 'give each row its parent, or delete it, before the migration',
      zh: '请在迁移前为每一行指定父级，或将其删除',
    },
  });
}

function changeDefault(
  planning: Planning,
  table: Table,
  name: string,
  wanted: string | null,
): void {
  const column = columnNamed(table, name);
  if (column.default === wanted || column.passing) return;
  const value = wanted === null ? 'drop default' : `set default ${wanted}`;
  column.default = wanted;
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [`alter table ${quoted(table.name)} alter column ${quoted(name)} ${value};`],
    what: {
      en: `${table.name}.${name} has another default`,
      zh: `${table.name}.${name} 的默认值改变`,
    },
    lock: locks.instant,
  });
}

/** Formulas of stored computed fields that changed: every row is computed anew. */
export function recompute(planning: Planning): void {
  for (const old of planning.old.flatMap((one) => one.children)) {
    const entity = old.parent?.now?.entity;
    const [column] = old.now?.columns ?? [];
    const changed = old.formula !== null && old.now !== null && old.now?.formula !== old.formula;
    if (!changed || !entity || !column || old.now?.formula === null) continue;
    const table = entity.names.table;
    if (planning.origins.get(table)?.get(column.name) !== column.name) continue;
    const filling = fillingFor(planning, table, column.name);
    if (filling !== null && filling !== 'custom') {
      fillRows(planning, table, column.name, { ...filling, all: true });
    }
  }
}

/** Addresses are kept in lower case: texts that become addresses are brought there. */
export function lowerAddresses(planning: Planning): void {
  for (const old of planning.old.flatMap((one) => one.children)) {
    const entity = old.parent?.now?.entity;
    const [column] = old.now?.columns ?? [];
    if (old.now?.type !== 'email' || old.type === 'email' || !entity || !column) continue;
    if (old.columns[0]?.sqlType !== column.sqlType) continue;
    if (planning.origins.get(entity.names.table)?.get(column.name) !== column.name) continue;
    const name = quoted(column.name);
    addBatch(planning, {
      table: entity.names.table,
      where: `${name} <> lower(${name})`,
      statement: `update ${quoted(entity.names.table)} set ${name} = lower(${name})\n  where ${BATCH};`,
      what: {
        en: `${entity.names.table}.${column.name} is an address now, kept in lower case`,
        zh: `${entity.names.table}.${column.name} 现为邮箱，统一为小写`,
      },
      reversible: false,
    });
  }
}
