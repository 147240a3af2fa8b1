import { parentColumn } from '../emit/expression/sql.ts';
import { counterSource } from '../emit/sql/counters.ts';
import { quoted, sqlText } from '../emit/sql/text.ts';
import type { Entity, Field } from '../model/model.ts';
import type { Expr } from '../prd/index.ts';
import { Unreadable, valueSql } from './expression.ts';
import type { OldName } from './names/work.ts';
import { entityOf, fieldOfColumn, syntaxOf } from './planning.ts';
import { systemValue } from './system-value.ts';
import type { Planning } from './planning.ts';

/** What rows without a value get. */
export interface Filling {
  /** The value over a row that SQL calls `row`. */
  readonly sql: (row: string) => string;
  /** One value for all rows, told when the column is added. */
  readonly constant: boolean;
  /** Whether rows that have a value already get it too. */
  readonly all: boolean;
  /** Whether it stands in columns that the last version goes on writing. */
  readonly follows?: boolean;
  /** Whether a single insert can tell it, without other tables' rows. */
  readonly local: boolean;
}

export type Wanted = Filling | 'custom' | null;

/** From `backfill(…)`, else from the default, else from what computes it. */
export function fillingFor(
  planning: Planning,
  table: string,
  column: string,
  columns: ReadonlyMap<string, string> = new Map(),
): Wanted {
  const entity = entityOf(planning, table);
  const field = fieldOfColumn(entity, column);
  if (entity === null || field === null) {
    return systemFilling(planning, entity, table, column);
  }
  const mods = syntaxOf(planning, entity, field)?.mods ?? [];
  const backfill = mods.find((mod) => mod.kind === 'backfill');
  if (backfill?.kind === 'backfill') {
    if (backfill.expr === null) return 'custom';
    return fromExpression(planning, entity, backfill.expr, columns, false);
  }
  if (field.counter !== null) return counted(entity, field);
  const computed = mods.find((mod) => mod.kind === 'computed');
  if (computed?.kind === 'computed' && computed.expr !== null) {
    return fromExpression(planning, entity, computed.expr, columns, true);
  }
  return defaultFilling(field);
}

export function fromExpression(
  planning: Planning,
  entity: Entity,
  expr: Expr,
  columns: ReadonlyMap<string, string>,
  all: boolean,
): Filling | null {
  const old = oldEntity(planning, entity);
  const sql = (row: string): string => valueSql(expr, { entity, old, row, columns, depth: 1 });
  try {
    const text = sql('new');
    const local = !text.includes('(select ');
    return { sql, constant: isConstant(expr), all, local };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    planning.problems.refuse(
      'unreadable_backfill',
      expr.at,
      {
        en: `"${error.message}" cannot be told from the rows of the database`,
        zh: `“${error.message}”无法由数据库中的行得出`,
      },
      {
        en: 'write `backfill(custom)` and fill the column in SQL',
        zh: '请写 `backfill(custom)`，并用 SQL 填写该列',
      },
    );
    return null;
  }
}

export function oldEntity(planning: Planning, entity: Entity): OldName | null {
  return planning.old.find((one) => one.now?.entity === entity) ?? null;
}

function isConstant(expr: Expr): boolean {
  return ['number', 'string', 'boolean', 'null'].includes(expr.kind);
}

function constant(sql: string): Filling {
  return { sql: () => sql, constant: true, all: false, local: true };
}

function defaultFilling(field: Field): Filling | null {
  const value = field.default;
  switch (value?.kind) {
    case undefined:
    case 'me':
      return null;
    case 'now':
      return constant('now()');
    case 'today':
      return constant("(now() at time zone 'UTC')::date");
    case 'uuid':
      return { sql: () => 'gen_random_uuid()', constant: false, all: false, local: true };
    case 'literal':
      return constant(literalSql(value.value, field));
    case 'copy': {
      const [id] = value.reference.columns;
      const [target] =
        value.reference.type.kind === 'reference' ? value.reference.type.targets : [];
      const [column] = value.field.columns;
      if (!id || !target || !column) return null;
      return {
        sql: (row) =>
          `(select "from"."${column.name}" from ${quoted(target.names.table)} as "from" where "from"."id" = ${row}.${quoted(id.name)})`,
        constant: false,
        all: false,
        local: true,
      };
    }
  }
}

function literalSql(value: string | number | boolean | readonly string[], field: Field): string {
  const [column] = field.columns;
  if (typeof value === 'object') {
    return `array[${value.map(sqlText).join(', ')}]::${column?.sqlType ?? 'text[]'}`;
  }
  if (column?.sqlType === 'text' || typeof value === 'string') return sqlText(String(value));
  return String(value);
}

function counted(entity: Entity, field: Field): Filling | null {
  const inverse = field.counter?.inverse.type;
  if (inverse?.kind !== 'inverse') return null;
  const source = counterSource(entity, inverse.entity, inverse.field);
  if (source === null) return null;
  const sql = (row: string): string =>
    `(select count(*) from ${quoted(source.table)} as "counted" where "counted".${quoted(source.column)} = ${row}."id"${source.condition('"counted"')})`;
  return { sql, constant: false, all: true, local: false };
}

/** The column of the place that an owned child has among its brothers. */
export const PLACE = 'position';

/**
 * Of rows that become owned children: the order in which they were made; those that were elements
 * before, and became rows at one moment, as they stood then while that is known.
 */
function place(planning: Planning, child: Entity, table: string): Filling {
  const parent = quoted(parentColumn(child));
  const names = planning.formerColumns.get(table) ?? new Map<string, string>();
  const [former] = [...names].find(([, from]) => from === PLACE) ?? [];
  const stood = (row: string): string =>
    former === undefined ? '' : ` coalesce(${row}.${quoted(former)}, ${2 ** 31 - 1}),`;
  const order = (row: string): string => `(${row}."created_at",${stood(row)} ${row}."id")`;
  return {
    sql: (row) =>
      `(select count(*) from ${quoted(table)} as "before" where "before".${parent} = ${row}.${parent} and ${order('"before"')} < ${order(row)})`,
    constant: false,
    all: false,
    local: false,
  };
}

/** Columns that stand there without being declared. */
function systemFilling(
  planning: Planning,
  entity: Entity | null,
  table: string,
  column: string,
): Filling | null {
  const tenancy = planning.after.tenancy;
  if (tenancy?.column === column && tenancy.defaultTenant !== null) {
    return constant(sqlText(tenancy.defaultTenant));
  }
  switch (entity === null ? '' : column) {
    case 'status':
      return entity === null || entity.lifecycle === null
        ? null
        : constant(sqlText(entity.lifecycle.initial));
    case 'version':
      return constant('1');
    case 'created_at':
    case 'updated_at':
      return constant('now()');
    case PLACE:
      return entity === null ? null : place(planning, entity, table);
    default: {
      const sql = systemValue(planning, entity, table, column);
      return sql === null ? null : constant(sql);
    }
  }
}
