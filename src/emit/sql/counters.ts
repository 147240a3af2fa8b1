import type { Entity, Field } from '../../model/model.ts';
import { joinTables } from './table.ts';
import { fittingName, indented, quoted, sqlText } from './text.ts';

/**
 * Triggers that keep a counter in the transaction of the rows it counts: cascades are counted too,
 * and the version of the counting row stays, so that nobody's edit becomes stale.
 */
export function counterTriggers(entity: Entity): readonly string[] {
  return entity.fields.flatMap((field) => {
    const counted = field.counter?.inverse.type;
    return counted?.kind === 'inverse' ? trigger(entity, field, counted.entity, counted.field) : [];
  });
}

function trigger(entity: Entity, counter: Field, counted: Entity, by: Field): readonly string[] {
  const source = sourceOf(entity, counted, by);
  const [column] = counter.columns;
  if (source === null || column === undefined) return [];
  const name = quoted(fittingName(`${entity.names.table}_${column.name}_count`));
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
    `create function ${name}() returns trigger language plpgsql as $$\nbegin\n${indented(body, 2)}\nend\n$$;`,
    `create trigger ${name} after insert or delete or update of ${moved} on ${quoted(source.table)}\n  for each row execute function ${name}();`,
  ];
}

interface Source {
  readonly table: string;
  /** The column that leads to the counting row. */
  readonly column: string;
  readonly watched: readonly string[];
  readonly condition: (row: 'old' | 'new') => string;
}

function sourceOf(entity: Entity, counted: Entity, by: Field): Source | null {
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
