import type { ColumnSchema } from '../../emit/sql/database.ts';
import { columnLine } from '../../emit/sql/print.ts';
import { fittingName, quoted } from '../../emit/sql/text.ts';
import { conversionOf, widensInPlace } from '../conversion.ts';
import type { Conversion } from '../conversion.ts';
import { columnNamed, freeName } from '../database.ts';
import {
  add,
  asideName,
  entityOf,
  fieldOfColumn,
  keptTables,
  locks,
  workTable,
} from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { OldName } from '../names/work.ts';
import type { Column, Table } from '../snapshot.ts';
import { fillingFor } from '../value.ts';
import type { Filling } from '../value.ts';
import { addBatch, BATCH } from './batch.ts';
import { convertColumn } from './convert-column.ts';
import { finishBoth } from './keep-both.ts';
import { guardCast, refuseCast } from './guard-cast.ts';
import { meaningMoved, otherJson } from './meaning.ts';
import { addPassingTrigger, dropStaleTriggers } from './passing-trigger.ts';
import { refuseWithoutValue } from './refuse-value.ts';
import { makeColumnWay } from './rename-column.ts';
import { requireColumn } from './require.ts';
import { placesOf, translated } from './translation.ts';
import type { Change } from './translation.ts';
import { widenColumn } from './widen-column.ts';

/**
 * A column whose values move to another of the wanted type. It takes the name of the old one with the
 * switch, where that is a column of ours; columns of fields have a name of their own until contract.
 */
export interface Swap {
  readonly table: string;
  readonly name: string;
  /** The old column. */
  readonly from: string;
  /** The new column until the switch. */
  readonly waiting: string;
  readonly trigger: string;
  /** The plain cast, where nothing else makes the values. */
  readonly cast: ((value: string) => string) | null;
  /** The old one stays beside it, under its name, until contract. */
  readonly both?: boolean;
}

export function changeTypes(planning: Planning): readonly Swap[] {
  return keptTables(planning).flatMap(({ table, target }) => {
    const origins = planning.origins.get(target.name) ?? new Map<string, string>();
    return target.columns.flatMap((wanted) => {
      const from = origins.get(wanted.name);
      const column = table.columns.find((one) => one.name === from);
      if (from === undefined || column === undefined) return [];
      const moved = meaningMoved(planning, table.name, wanted.name);
      const place = `${table.name}.${wanted.name}`;
      const isTranslated = from !== wanted.name && placesOf(planning).has(place);
      if (column.sqlType === wanted.sqlType && moved === null && !isTranslated) return [];
      if (from === wanted.name && widensInPlace(column.sqlType, wanted.sqlType)) {
        widenColumn(planning, table, column, wanted, origins);
        return [];
      }
      return replace(planning, table, column, wanted, origins, moved);
    });
  });
}

function replace(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  origins: Map<string, string>,
  moved: OldName | null,
): readonly Swap[] {
  const own = new Map([[wanted.name, column.name]]);
  const given = fillingFor(planning, table.name, wanted.name, own);
  // A backfill that has done its work stays in the PRD.
  const isOther = moved !== null || !holds(wanted.sqlType, column.sqlType);
  const asked = isOther && isBackfilled(planning, table.name, wanted.name);
  if (asked && given === 'custom') {
    makeRoom(planning, table, column, wanted, origins);
    return [];
  }
  const place = `${table.name}.${wanted.name}`;
  const words = asked ? undefined : placesOf(planning).get(place);
  if (words !== undefined) planning.translated.add(place);
  const json = moved === null ? null : otherJson(planning.old, moved);
  const plain = moved === null ? castOf(column, wanted, words?.forward) : (json?.to ?? null);
  const filling = given === 'custom' ? null : given;
  const sql =
    asked && filling !== null
      ? filling.sql
      : plainSql(plain, column, wanted.nullable || !column.nullable ? null : filling);
  // A list of none is what an absent value becomes.
  const isFilled = filling !== null || json?.isList === true;
  if (!asked && !wanted.nullable && column.nullable && !isFilled) {
    refuseWithoutValue(planning, table.name, wanted.name, 'required');
  }
  if (sql === null) {
    refuseCast(planning, table.name, wanted.name);
    return [];
  }
  if (!asked && plain !== null) guardCast(planning, table.name, column, wanted, plain);
  const cast = asked || plain === null ? null : plain.sql;
  if (column.name !== wanted.name) {
    const reverse = moved === null ? castOf(wanted, column, words?.back) : (json?.back ?? null);
    const back = asked ? null : reverse;
    const fills = asked || !wanted.nullable;
    const exact = json === null || json.isList;
    const way = { forward: sql, back: back && back.sql, exact, fills, cast };
    return [convertColumn(planning, table, column, wanted, origins, way)];
  }
  const taken = table.columns.map((one) => one.name);
  const waiting = freeName(taken, fittingName(`${wanted.name}__new`));
  addWaiting(planning, table, column, wanted, waiting, sql);
  dropStaleTriggers(planning, table.name, column.name);
  const trigger = addPassingTrigger(planning, {
    table: table.name,
    name: `${table.name}_${wanted.name}_convert`,
    body: `new.${quoted(waiting)} := ${sql('new')};`,
    what: {
      en: `writes to ${table.name}.${column.name} reach the new column too`,
      zh: `写入 ${table.name}.${column.name} 时同步到新列`,
    },
  });
  return [{ table: table.name, name: wanted.name, from: column.name, waiting, trigger, cast }];
}

function holds(type: string, before: string): boolean {
  return type === before || widensInPlace(before, type);
}

/** The plain cast, of values that are also written otherwise. */
function castOf(
  from: ColumnSchema,
  to: ColumnSchema,
  changes: readonly Change[] = [],
): Conversion | null {
  const cast = conversionOf(from.sqlType, to.sqlType);
  const many = to.sqlType.endsWith('[]');
  return cast && { ...cast, sql: (value) => translated(cast.sql(value), changes, many) };
}

/** The cast, and where there may be no value the one that absent values get. */
function plainSql(
  plain: Conversion | null,
  column: Column,
  absent: Filling | null,
): ((row: string) => string) | null {
  if (plain === null) return null;
  const cast = (row: string): string => plain.sql(`${row}.${quoted(column.name)}`);
  return absent === null ? cast : (row) => `coalesce(${cast(row)}, ${absent.sql(row)})`;
}

function addWaiting(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  waiting: string,
  sql: (row: string) => string,
): void {
  const line = columnLine({ ...wanted, name: waiting, nullable: true });
  table.columns.push({ ...wanted, name: waiting, passing: false, left: null });
  const words = {
    en: `${table.name}.${wanted.name} changes from ${column.sqlType} to ${wanted.sqlType}`,
    zh: `${table.name}.${wanted.name} 的类型由 ${column.sqlType} 改为 ${wanted.sqlType}`,
  };
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [`alter table ${quoted(table.name)} add column ${line};`],
    what: words,
    lock: locks.instant,
  });
  addBatch(planning, {
    table: table.name,
    statement: `update ${quoted(table.name)} set ${quoted(waiting)} = ${sql(quoted(table.name))}\n  where ${BATCH};`,
    what: words,
  });
  if (!wanted.nullable) requireColumn(planning, table.name, waiting);
}

/** The owner's SQL fills the new column from the old one, which steps aside. */
function makeRoom(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  origins: Map<string, string>,
): void {
  if (column.name === wanted.name) makeColumnWay(planning, table, wanted.name, origins);
  origins.delete(wanted.name);
  column.left = 'replaced';
}

function isBackfilled(planning: Planning, table: string, column: string): boolean {
  const entity = entityOf(planning, table);
  const field = fieldOfColumn(entity, column);
  const found = planning.document.entities.find((one) => one.name.code === entity?.names.code);
  const syntax = found?.fields.find((one) => one.name.code === field?.name);
  return syntax?.mods.some((mod) => mod.kind === 'backfill') === true;
}

/** The new column takes the name; the old one stays aside, with all its values. */
export function finishSwap(planning: Planning, swap: Swap): void {
  const table = workTable(planning, swap.table);
  const old = columnNamed(table, swap.from);
  if (swap.both) return finishBoth(planning, table, old);
  const fresh = columnNamed(table, swap.waiting);
  const taken = table.columns.map((one) => one.name);
  const aside = asideName(planning, taken, swap.name);
  const [t, a] = [quoted(swap.table), quoted(aside)];
  table.triggers = table.triggers.filter((one) => one.name !== swap.trigger);
  add(planning, {
    phase: 'switch',
    table: swap.table,
    statements: [
      `drop trigger ${quoted(swap.trigger)} on ${t};`,
      `drop function ${quoted(swap.trigger)}();`,
      `alter table ${t} rename column ${quoted(swap.from)} to ${a};`,
      ...(old.nullable ? [] : [`alter table ${t} alter column ${a} drop not null;`]),
      ...(old.default === null ? [] : [`alter table ${t} alter column ${a} drop default;`]),
      `alter table ${t} rename column ${quoted(swap.waiting)} to ${quoted(swap.name)};`,
    ],
    what: {
      en: `${swap.table}.${swap.name} has its new type; the old values stay in ${aside}`,
      zh: `${swap.table}.${swap.name} 换为新类型；旧值保留在 ${aside}`,
    },
    lock: locks.instant,
  });
  Object.assign(old, {
    name: aside,
    nullable: true,
    default: null,
    passing: false,
    left: 'replaced',
  });
  fresh.name = swap.name;
}
