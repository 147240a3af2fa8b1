import type { Entity, Field, Model } from '../../model/model.ts';
import type { TriggerSchema } from './database.ts';
import { joinTables } from './table.ts';
import { fittingName, indented, quoted, sqlText } from './text.ts';

/**
 * Triggers on `table` that keep counters in the transaction of the rows they count: cascades are
 * counted too, and the version of the counting row stays, so that nobody's edit becomes stale.
 */
export function counterTriggers(table: string, model: Model): readonly TriggerSchema[] {
  const known = triggersOf.get(model) ?? allCounterTriggers(model, asDeclared);
  triggersOf.set(model, known);
  return known.get(table) ?? [];
}

/** What counters read, in a database that is not yet what the model asks for. */
export interface CounterNames {
  readonly column: (table: string, column: string) => string;
  /** Where a reference to several entities says that it leads to this one; null: it always does. */
  readonly kind: (table: string, column: string, entity: Entity) => CounterKind | null;
}

export interface CounterKind {
  readonly column: string;
  readonly values: readonly string[];
}

const asDeclared: CounterNames = {
  column: (_, column) => column,
  kind: (_, column, { names }) => ({ column, values: [names.code] }),
};

/** By the table that they watch; found once, as every table asks. */
const triggersOf = new WeakMap<Model, ReadonlyMap<string, readonly TriggerSchema[]>>();

/** By their tables, in the order of `counterTriggers`. */
export function allCounterTriggers(
  model: Model,
  names: CounterNames,
): ReadonlyMap<string, readonly TriggerSchema[]> {
  const found = model.entities.flatMap((entity) =>
    entity.fields.flatMap((field) => {
      const counted = field.counter?.inverse.type;
      if (counted?.kind !== 'inverse') return [];
      const source = counterSource(entity, counted.entity, counted.field, names);
      const [own] = field.columns;
      if (source === null || own === undefined) return [];
      const column = names.column(entity.names.table, own.name);
      return [{ table: source.table, trigger: trigger(entity, column, source) }];
    }),
  );
  return new Map(
    [...Map.groupBy(found, ({ table }) => table)].map(([table, all]) => [
      table,
      all.map((one) => one.trigger),
    ]),
  );
}

function trigger(entity: Entity, column: string, source: CounterSource): TriggerSchema {
  const change = (row: 'old' | 'new', by: '+' | '-'): string =>
    [
      `update ${quoted(entity.names.table)} set ${quoted(column)} = ${quoted(column)} ${by} 1`,
      `  where "id" = ${row}.${quoted(source.column)}${source.condition(row)};`,
    ].join('\n');
  const body = [
    `if tg_op <> 'INSERT' then`,
    indented(change('old', '-'), 2),
    'end if;',
    `if tg_op <> 'DELETE' then`,
    indented(change('new', '+'), 2),
    'end if;',
    'return null;',
  ].join('\n');
  const moved = source.watched.map(quoted).join(', ');
  return {
    name: counterTriggerName(entity.names.table, column),
    body,
    when: `after insert or delete or update of ${moved}`,
  };
}

export function counterTriggerName(table: string, column: string): string {
  return fittingName(`${table}_${column}_count`);
}

/** Where the rows that a counter counts are found. */
export interface CounterSource {
  readonly table: string;
  /** The column that leads to the counting row. */
  readonly column: string;
  readonly watched: readonly string[];
  readonly condition: (row: string) => string;
}

export function counterSource(
  entity: Entity,
  counted: Entity,
  by: Field,
  names = asDeclared,
): CounterSource | null {
  const join = joinTables(counted).find((one) => one.field === by);
  if (join !== undefined) {
    return {
      table: join.name,
      column: join.targetColumn,
      watched: [join.ownerColumn, join.targetColumn],
      condition: () => '',
    };
  }
  const { table } = counted.names;
  const id = by.columns.find((column) => column.sqlType === 'uuid');
  if (id === undefined) return null;
  const other = by.columns.find((column) => column !== id);
  const kind = other === undefined ? null : names.kind(table, other.name, entity);
  const column = names.column(table, id.name);
  const deletable = counted.softDelete !== null;
  return {
    table,
    column,
    watched: by.columns
      .flatMap((one) => {
        if (one === id) return [column];
        return kind === null ? [] : [kind.column];
      })
      .concat(deletable ? ['deleted_at'] : []),
    condition: (row) =>
      [
        kind && `${row}.${quoted(kind.column)} ${isOneOf(kind.values)}`,
        deletable && `${row}."deleted_at" is null`,
      ]
        .filter((one) => typeof one === 'string')
        .map((one) => ` and ${one}`)
        .join(''),
  };
}

function isOneOf(values: readonly string[]): string {
  const list = values.map(sqlText).join(', ');
  return values.length === 1 ? `= ${list}` : `in (${list})`;
}
