import { quoted } from '../../emit/sql/text.ts';
import { withColumns } from '../database.ts';
import { formerTable, inFormerNames } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import { addGuard } from './batch.ts';

const HERE = '\0';

/** Pairs of rows that share what must differ while their times overlap. */
export function guardOverlap(planning: Planning, table: Table, definition: string): void {
  const former = inFormerNames(planning, table.name, definition);
  const [, parts, where] =
    /^exclude using gist \(([^]*) with &&\)(?: where \(([^]*)\))?$/.exec(former) ?? [];
  if (parts === undefined) return;
  const names = new Map(table.columns.map(({ name }) => [name, `${HERE}${name}`]));
  for (const [, name] of planning.formerColumns.get(table.name) ?? []) {
    names.set(name, `${HERE}${name}`);
  }
  const of = (row: string, text: string): string =>
    withColumns(text, names).replaceAll(`"${HERE}`, () => `"${row}"."`);
  const equal = parts.split(' with =, ');
  const range = equal.pop() ?? '';
  const conditions = [
    ...equal.map((one) => `${of('one', one)} = ${of('other', one)}`),
    `${of('one', range)} && ${of('other', range)}`,
    ...(where === undefined ? [] : [`(${of('one', where)})`, `(${of('other', where)})`]),
  ];
  const t = quoted(formerTable(planning, table.name));
  addGuard(planning, {
    table: table.name,
    query: `select "one"."id", "other"."id" as "overlaps" from ${t} as "one" join ${t} as "other" on "one"."id" < "other"."id" and ${conditions.join(' and ')}`,
    message: {
      en: `rows of ${table.name} overlap each other`,
      zh: `${table.name} 的行在时间上互相重叠`,
    },
    write: {
      en: 'move or end one of each pair, or take `overlap(…)` out of the PRD',
      zh: '请调整或结束每对中的一行，或去掉 PRD 中的 `overlap(…)`',
    },
  });
}
