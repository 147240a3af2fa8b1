import type { Column, Entity, Model } from '../../model/model.ts';
import { parentColumn } from '../expression/sql.ts';
import {
  fieldColumns,
  joinTables,
  ownedFields,
  systemTableColumns,
  tenantColumn,
} from '../sql/table.ts';
import { indented, quoted } from '../sql/text.ts';

/** The columns of a root's row that a save writes, one a line. */
export function savedColumns(entity: Entity): string {
  return lines([
    'id',
    ...fieldColumns(entity)
      .filter(({ field }) => field.counter === null)
      .map(({ column }) => column.name),
    ...systemTableColumns(entity).map((column) => column.name),
  ]);
}

/** The columns that an element's row needs beside those, to know its place. */
export function placeColumns(entity: Entity): string {
  return lines([parentColumn(entity), 'position']);
}

/** What is read of a root beside its saved columns. */
export function readExtras(entity: Entity, model: Model): readonly string[] {
  const tenant = tenantColumn(entity, model);
  return [
    ...(tenant === null ? [] : [quoted(tenant)]),
    ...fieldColumns(entity)
      .filter(({ field }) => field.counter !== null)
      .map(({ column }) => quoted(column.name)),
    ...parts(entity),
  ];
}

/** Elements and sets as JSON, which PostgreSQL makes in the same statement. */
function parts(entity: Entity): readonly string[] {
  const id = `${quoted(entity.names.table)}."id"`;
  return [
    ...ownedFields(entity).map(
      ({ field, child }) => `(\n${indented(elements(child, id), 2)}\n) as ${quoted(field.name)}`,
    ),
    ...joinTables(entity).map((join) => {
      const list = `json_agg(${quoted(join.targetColumn)} order by "position")`;
      return `(\n  select coalesce(${list}, '[]') from ${quoted(join.name)}\n  where ${quoted(join.ownerColumn)} = ${id}\n) as ${quoted(join.field.name)}`;
    }),
  ];
}

function elements(child: Entity, parentId: string): string {
  const table = quoted(child.names.table);
  const columns = [
    '"id"',
    ...fieldColumns(child).map(({ column }) => jsonColumn(column)),
    ...systemTableColumns(child).map((column) => quoted(column.name)),
    ...parts(child),
  ];
  return [
    `select coalesce(json_agg("one"), '[]') from (`,
    '  select',
    indented(columns.join(',\n'), 4),
    `  from ${table}`,
    `  where ${table}.${quoted(parentColumn(child))} = ${parentId}`,
    '  order by "position"',
    ') as "one"',
  ].join('\n');
}

/** Numbers that JSON would round are text in it. */
function jsonColumn(column: Column): string {
  const exact = /^(numeric|bigint)/.test(column.sqlType);
  if (!exact) return quoted(column.name);
  const text = column.sqlType.endsWith('[]') ? 'text[]' : 'text';
  return `${quoted(column.name)}::${text} as ${quoted(column.name)}`;
}

function lines(names: readonly string[]): string {
  return names.map(quoted).join(',\n');
}
