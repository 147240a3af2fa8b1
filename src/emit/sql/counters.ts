import type { Entity, Field, Model } from '../../model/model.ts';
import type { TriggerSchema } from './database.ts';
import { joinTables } from './table.ts';
import { fittingName, indented, quoted, sqlText } from './text.ts';

/**
 * Triggers on `table` that keep counters in the transaction of the rows they count: cascades are
 * counted too, and the version of the counting row stays, so that nobody's edit becomes stale.
 */
export function counterTriggers(table: string, model: Model): readonly TriggerSchema[] {
  const known = triggersOf.get(model) ?? allTriggers(model);
  triggersOf.set(model, known);
  return known.get(table) ?? [];
}

/** By the table that they watch; found once, as every table asks. */
const triggersOf = new WeakMap<Model, ReadonlyMap<string, readonly TriggerSchema[]>>();

function allTriggers(model: Model): ReadonlyMap<string, readonly TriggerSchema[]> {
  const found = model.entities.flatMap((entity) =>
    entity.fields.flatMap((field) => {
      const counted = field.counter?.inverse.type;
      if (counted?.kind !== 'inverse') return [];
      const source = counterSource(entity, counted.entity, counted.field);
      if (source === null) return [];
      return trigger(entity, field, source).map((one) => ({ table: source.table, trigger: one }));
    }),
  );
  return new Map(
    [...Map.groupBy(found, ({ table }) => table)].map(([table, all]) => [
      table,
      all.map((one) => one.trigger),
    ]),
  );
}

function trigger(entity: Entity, counter: Field, source: CounterSource): readonly TriggerSchema[] {
  const [column] = counter.columns;
  if (column === undefined) return [];
  const change = (row: 'old' | 'new', by: '+' | '-'): string =>
    [
      `update ${quoted(entity.names.table)} set ${quoted(column.name)} = ${quoted(column.name)} ${by} 1`,
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
  return [
    {
      name: counterTriggerName(entity.names.table, column.name),
      body,
      when: `after insert or delete or update of ${moved}`,
    },
  ];
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

export function counterSource(entity: Entity, counted: Entity, by: Field): CounterSource | null {
  const join = joinTables(counted).find((one) => one.field === by);
  if (join !== undefined) {
    return {
      table: join.name,
      column: join.targetColumn,
      watched: [join.ownerColumn, join.targetColumn],
      condition: () => '',
    };
  }
  const id = by.columns.find((column) => column.sqlType === 'uuid');
  if (id === undefined) return null;
  const kind = by.columns.find((column) => column !== id);
  const deletable = counted.softDelete !== null;
  return {
    table: counted.names.table,
    column: id.name,
    watched: [...by.columns.map((column) => column.name), ...(deletable ? ['deleted_at'] : [])],
    condition: (row) =>
      [
        kind && `${row}.${quoted(kind.name)} = ${sqlText(entity.names.code)}`,
        deletable && `${row}."deleted_at" is null`,
      ]
        .filter((one) => typeof one === 'string')
        .map((one) => ` and ${one}`)
        .join(''),
  };
}
