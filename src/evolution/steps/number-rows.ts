import { periodLength } from '../../emit/sequence-period.ts';
import { quoted, sqlText } from '../../emit/sql/text.ts';
import { tenantColumn } from '../../emit/sql/table.ts';
import type { Entity, Field } from '../../model/model.ts';
import type { Planning } from '../planning.ts';
import { addBatch, BATCH } from './batch.ts';
import { addPassingTrigger } from './passing-trigger.ts';

/**
 * Rows that exist get numbers in the order in which they were made, which is that of their ids; the
 * sequence goes on behind them, also for rows that the code of the last version writes.
 */
export function numberRows(
  planning: Planning,
  entity: Entity,
  field: Field,
  columnName: string,
): void {
  const { table } = entity.names;
  const tenant = tenantColumn(entity, planning.after);
  const key = [...(tenant === null ? [] : [quoted(tenant)]), '"name"', '"period"'].join(', ');
  const scope = [...(tenant === null ? [] : [quoted(tenant)]), '"period"'].join(', ');
  const name = sqlText(`${entity.names.code}.${field.name}`);
  const [t, column] = [quoted(table), quoted(columnName)];
  const what = {
    en: `existing rows of ${table} get their ${columnName}`,
    zh: `${table} 的现有行得到 ${columnName}`,
  };
  addPassingTrigger(planning, {
    table,
    name: `${table}_${columnName}_fill`,
    // Rows that exist are numbered in their order, whoever changes them meanwhile.
    when: 'before insert',
    body: [
      `if new.${column} is null then`,
      `  insert into "sequences" (${key}, "value")`,
      `  values (${tenant === null ? '' : `new.${quoted(tenant)}, `}${name}, ${periodOf(field, 'new')}, 1)`,
      `  on conflict (${key}) do update set "value" = "sequences"."value" + 1`,
      `  returning ${formatted(field, '"value"', 'new')} into new.${column};`,
      'end if;',
    ].join('\n'),
    what: {
      en: `rows written by the code of the last version get ${table}.${columnName} too`,
      zh: `上一版代码写入的行也会得到 ${table}.${columnName}`,
    },
  });
  addBatch(planning, {
    table,
    where: `${column} is null`,
    statement: [
      'with "placed" as (',
      `  select *, row_number() over "same" as "place", count(*) over (partition by ${scope}) as "all"`,
      `  from (select *, ${periodOf(field, t)} as "period" from ${t} where ${BATCH} and ${column} is null) as "rows"`,
      `  window "same" as (partition by ${scope} order by "id")`,
      '), "taken" as (',
      `  insert into "sequences" (${key}, "value")`,
      `  select ${tenant === null ? '' : `${quoted(tenant)}, `}${name}, "period", count(*) from "placed" group by ${scope}`,
      `  on conflict (${key}) do update set "value" = "sequences"."value" + excluded."value"`,
      `  returning ${scope}, "value"`,
      ')',
      `update ${t} set ${column} = ${formatted(field, '("taken"."value" - "placed"."all" + "placed"."place")', '"placed"')}`,
      `  from "placed" join "taken" using (${scope})`,
      `  where ${t}."id" = "placed"."id";`,
    ].join('\n'),
    what,
  });
}

function day(row: string, format: string): string {
  return `to_char(${row}."created_at" at time zone 'UTC', '${format}')`;
}

function periodOf(field: Field, row: string): string {
  const length = periodLength(field);
  return length === 0 ? `''` : `left(${day(row, 'YYYY-MM-DD')}, ${length})`;
}

/** `SO-2026-000007`, as the code writes it. */
function formatted(field: Field, number: string, row: string): string {
  const formats = { yyyy: 'YYYY', yy: 'YY', mm: 'MM', dd: 'DD' };
  const parts = (field.sequence?.parts ?? []).map((part) => {
    if (part.kind === 'text') return sqlText(part.text);
    if (part.kind === 'date') return day(row, formats[part.part]);
    const digits = `${number}::text`;
    return `lpad(${digits}, greatest(${part.width}, char_length(${digits})), '0')`;
  });
  return parts.join(' || ');
}
