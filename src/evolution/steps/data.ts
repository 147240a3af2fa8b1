import { quoted } from '../../emit/sql/text.ts';
import { conversionOf } from '../conversion.ts';
import type { LateRename } from '../names/apply-lines.ts';
import { pathOf } from '../names/work.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import { fillingFor } from '../value.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import { requireColumn } from './require.ts';

/** Values of what left long ago, wanted after all: only where there are none. */
export function copyLate(planning: Planning): void {
  for (const late of planning.applied.late) copy(planning, late);
}

function copy(planning: Planning, { from, to }: LateRename): void {
  const entity = to.parent?.now?.entity;
  const [source] = from.columns;
  const [target] = to.now?.columns ?? [];
  if (!entity || source === undefined || target === undefined) return;
  const { table } = entity.names;
  const cast = conversionOf(source.sqlType, target.sqlType);
  if (cast === null || cast.fails !== null) {
    planning.problems.notice('late_rename', null, {
      en: `${pathOf(from, 'was')} has another type than ${pathOf(to)}: its values are not copied`,
      zh: `${pathOf(from, 'was')} 与 ${pathOf(to)} 类型不同，未复制其值`,
    });
    return;
  }
  const [s, t] = [quoted(source.name), quoted(target.name)];
  addBatch(planning, {
    table,
    where: `${t} is null and ${s} is not null`,
    statement: `update ${quoted(table)} set ${t} = ${cast.sql(s)}\n  where ${BATCH} and ${t} is null;`,
    what: {
      en: `${table}.${target.name} takes the values of ${source.name} where it has none`,
      zh: `${table}.${target.name} 在为空处取 ${source.name} 的值`,
    },
  });
}

/** The owner's SQL: `data: [A -> B]` and `backfill(custom)`, a stub with both shapes in its head. */
export function askOwner(planning: Planning): void {
  for (const { from, to, line } of planning.applied.data) {
    const source = planning.work.tables.find((one) => one.name === (from.now?.table ?? from.table));
    const entity = planning.next.find((one) => one.name === to[0]);
    const target = planning.work.tables.find((one) => one.name === entity?.table);
    if (source === undefined || target === undefined) continue;
    planning.moved.push({ from: source.name, to: target.name });
    stub(planning, `${source.name}_to_${target.name}`, line.text, [source, target]);
  }
  for (const { table, target } of keptTables(planning)) {
    for (const column of target.columns) {
      const isNew = planning.added.has(`${table.name}.${column.name}`);
      if (!isNew || fillingFor(planning, table.name, column.name) !== 'custom') continue;
      stub(
        planning,
        `${table.name}_${column.name}`,
        `backfill(custom): ${table.name}.${column.name}`,
        [table],
      );
    }
  }
}

function stub(planning: Planning, name: string, line: string, tables: readonly Table[]): void {
  const shapes = tables.map(
    (table) =>
      `-- ${table.name} (${table.columns.map((one) => `${one.name} ${one.sqlType}`).join(', ')})`,
  );
  const moves = tables.length > 1;
  const ids = {
    en: moves ? ['-- Rows keep their ids: contract looks for each of them.'] : [],
    zh: moves ? ['-- 行保留其编号：收缩时逐行核对。'] : [],
  };
  const words =
    planning.problems.lang === 'zh'
      ? ['-- 这个文件归你所有。写上 SQL 之前，不会收缩任何东西。', ...ids.zh, '-- 涉及的表：']
      : [
          '-- This file is yours. Until it holds SQL, nothing is contracted.',
          ...ids.en,
          '-- The shapes:',
        ];
  add(planning, {
    phase: 'owner',
    table: name,
    statements: [[...words, ...shapes].join('\n')],
    what: { en: line, zh: line },
    lock: locks.owner,
    reversible: false,
  });
}

/** Columns that the owner's SQL has filled become required, when asked to contract. */
export function requireOwnersColumns(planning: Planning): void {
  for (const { table, target } of keptTables(planning)) {
    for (const wanted of target.columns) {
      const column = table.columns.find((one) => one.name === wanted.name);
      const isNew = planning.added.has(`${table.name}.${wanted.name}`);
      if (isNew || column?.nullable !== true || wanted.nullable) continue;
      if (fillingFor(planning, table.name, wanted.name) !== 'custom') continue;
      addGuard(planning, {
        table: table.name,
        query: `select "id" from ${quoted(table.name)} where ${quoted(wanted.name)} is null`,
        message: {
          en: `rows of ${table.name} have no ${wanted.name} yet`,
          zh: `${table.name} 的行还没有 ${wanted.name}`,
        },
        write: { en: 'fill them in SQL', zh: '请用 SQL 填写' },
      });
      requireColumn(planning, table.name, wanted.name);
      column.nullable = false;
    }
  }
}
