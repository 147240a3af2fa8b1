import type { ColumnSchema } from '../../emit/sql/database.ts';
import { indented, quoted } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import type { Column, Table } from '../snapshot.ts';
import { addBatch, BATCH } from './batch.ts';
import type { Swap } from './change-type.ts';
import { requireColumn } from './require.ts';
import { addTwin } from './twin-column.ts';

/** How values get from the old column to the new one, and back where that is possible. */
export interface Way {
  readonly forward: (row: string) => string;
  readonly back: ((value: string) => string) | null;
  /** Whether `back` may fail, or give what is less than the value: then the old column stays as it was. */
  readonly exact: boolean;
  /** Whether `forward` also makes something of absent values. */
  readonly fills: boolean;
  /** The plain cast, for guards. */
  readonly cast: Swap['cast'];
}

/** The values stand in both columns, in the type of each, every write to one reaching the other. */
export function convertColumn(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  origins: Map<string, string>,
  way: Way,
): Swap {
  const [t, o, n] = [quoted(table.name), quoted(column.name), quoted(wanted.name)];
  const what = {
    en: `${table.name}.${column.name} (${column.sqlType}) becomes ${wanted.name} (${wanted.sqlType}); both serve until contract`,
    zh: `${table.name}.${column.name}（${column.sqlType}）变为 ${wanted.name}（${wanted.sqlType}）；收缩之前两者都可用`,
  };
  const body = bothWays(o, n, way, wanted.nullable);
  const trigger = addTwin(planning, { table, column, wanted, origins, what, body });
  const where = way.fills ? `${n} is null` : `${n} is null and ${o} is not null`;
  addBatch(planning, {
    table: table.name,
    where,
    statement: `update ${t} set ${n} = ${way.forward(t)}\n  where ${BATCH} and ${where};`,
    what,
  });
  if (!wanted.nullable) requireColumn(planning, table.name, wanted.name);
  table.columns.push({ ...wanted, passing: false, left: null });
  origins.set(wanted.name, wanted.name);
  return {
    table: table.name,
    name: wanted.name,
    from: column.name,
    waiting: wanted.name,
    trigger,
    cast: way.cast,
    both: true,
  };
}

/**
 * A value of the new type that the old one cannot hold leaves the old column as it was, absent in a
 * new row.
 */
function bothWays(old: string, now: string, way: Way, nullable: boolean): string {
  const forward = `(${way.forward('new')})`;
  const changed = `new.${old} is distinct from old.${old}`;
  const back = backWay(old, now, forward, way);
  return [
    `if new.${now} is distinct from old.${now} then`,
    indented(back.join('\n'), 2),
    `elsif ${nullable ? changed : `${changed} or new.${now} is null`} then`,
    `  new.${now} := ${forward};`,
    'end if;',
  ].join('\n');
}

function backWay(old: string, now: string, forward: string, { back, exact }: Way): string[] {
  if (back === null) return ['null;'];
  const set = `new.${old} := ${back(`new.${now}`)};`;
  if (!exact) return [`if new.${now} is distinct from ${forward} then`, `  ${set}`, 'end if;'];
  return [
    `if new.${now} is distinct from ${forward} then`,
    '  begin',
    `    ${set}`,
    `    if new.${now} is distinct from ${forward} then`,
    `      new.${old} := old.${old};`,
    '    end if;',
    '  exception when others then',
    `    new.${old} := old.${old};`,
    '  end;',
    'end if;',
  ];
}
