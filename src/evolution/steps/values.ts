import type { Entity, Field } from '../../model/model.ts';
import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { OldName } from '../names/work.ts';
import type { Planning } from '../planning.ts';
import { addBatch, BATCH } from './batch.ts';
import { addPassingTrigger } from './passing-trigger.ts';

export interface Change {
  readonly from: string;
  readonly to: string;
}

/** States and values that got another name, or gave way to another value. */
export function changeValues(planning: Planning): void {
  for (const old of planning.old) {
    if (old.kind === 'entity') {
      for (const field of old.children) changeOwn(planning, field);
    }
    if (old.kind === 'enum' && old.now !== null) {
      const changes = changesOf(old);
      for (const place of placesOf(planning, old.now.name)) changeAt(planning, place, changes);
    }
  }
}

export function changesOf(old: OldName): readonly Change[] {
  return old.children.flatMap((one) => {
    if (one.wasLeft) return [];
    if (one.becomes !== null) return [{ from: one.was, to: one.becomes }];
    return one.now !== null && one.name !== one.was ? [{ from: one.was, to: one.name }] : [];
  });
}

export interface Place {
  readonly table: string;
  readonly column: string;
  readonly many: boolean;
}

function changeOwn(planning: Planning, field: OldName): void {
  const entity = field.parent?.now?.entity;
  const [column] = field.now?.columns ?? [];
  if (!entity || column === undefined) return;
  const place = {
    table: entity.names.table,
    column: column.name,
    many: column.sqlType.endsWith('[]'),
  };
  changeAt(planning, place, changesOf(field));
}

function placesOf(planning: Planning, className: string): readonly Place[] {
  const isOf = (field: Field): boolean =>
    field.type.kind === 'enum' && field.type.enum.className === className;
  return planning.after.entities.flatMap((entity: Entity) =>
    entity.fields.flatMap((field) =>
      field.columns
        .filter((one) => isOf(one.field) && one.sqlType.startsWith('text'))
        .map((one) => ({
          table: entity.names.table,
          column: one.name,
          many: one.sqlType.endsWith('[]'),
        })),
    ),
  );
}

export function changeAt(planning: Planning, place: Place, changes: readonly Change[]): void {
  const { table, column, many } = place;
  const kept = planning.origins.get(table)?.get(column) === column;
  if (changes.length === 0 || !kept) return;
  planning.changedValues.add(`${table}.${column}`);
  const list = changes.map((one) => sqlText(one.from)).join(', ');
  const name = quoted(column);
  const used = many ? `${name} && array[${list}]` : `${name} in (${list})`;
  const words = changes.map((one) => `${one.from} -> ${one.to}`).join(', ');
  addBatch(planning, {
    table,
    where: used,
    statement: `update ${quoted(table)} set ${name} = ${changed(name, changes, many)}\n  where ${BATCH};`,
    what: { en: `${table}.${column}: ${words}`, zh: `${table}.${column}：${words}` },
  });
  // Where a new value is another's old one, nobody can tell who wrote it.
  const chained = changes.some((one) => changes.some((each) => each.to === one.from));
  if (chained) return;
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_values`,
    body: `new.${name} := ${changed(`new.${name}`, changes, many)};`,
    what: {
      en: `old values written to ${table}.${column} become the new ones`,
      zh: `写入 ${table}.${column} 的旧值自动变为新值`,
    },
  });
}

function changed(value: string, changes: readonly Change[], many: boolean): string {
  const cases = changes.map((one) => `when ${sqlText(one.from)} then ${sqlText(one.to)}`).join(' ');
  if (!many) return `case ${value} ${cases} else ${value} end`;
  return `case when ${value} is not null then array(select case "one" ${cases} else "one" end from unnest(${value}) with ordinality as "each" ("one", "at") order by "at") end`;
}
