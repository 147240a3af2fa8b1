import { parentColumn } from '../../emit/expression/sql.ts';
import { foreignKeys } from '../../emit/sql/constraints.ts';
import { descendants } from '../../emit/sql/table.ts';
import { quoted } from '../../emit/sql/text.ts';
import type { Entity } from '../../model/model.ts';
import { add, formerTable, locks, workTable } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import { asideTable } from './tables.ts';

/** Deleted rows when soft delete is switched off: kept means back in use, purged means put aside. */
export function endSoftDelete(planning: Planning): void {
  for (const old of planning.old) {
    const entity = old.now?.entity;
    if (!entity || !old.softDelete || entity.softDelete !== null) continue;
    const word = planning.applied.deleted.get(entity.names.code);
    if (word === undefined) refuse(planning, entity);
    if (word === 'purge') purge(planning, entity);
  }
}

function refuse(planning: Planning, entity: Entity): void {
  const { code } = entity.names;
  planning.problems.refuse(
    'deleted_rows',
    entity.at,
    {
      en: `${code} is no longer soft-deleted: its deleted rows would come back`,
      zh: `${code} 不再软删除：已删除的行会重新出现`,
    },
    {
      en: `write \`retire: { ${code}.deleted: purge }\` to put them aside, or \`keep\` to bring them back`,
      zh: `请写 \`retire: { ${code}.deleted: purge }\` 移走它们，或 \`keep\` 让其恢复`,
    },
  );
}

function purge(planning: Planning, entity: Entity): void {
  const { table } = entity.names;
  guardReferences(planning, entity);
  const children = descendants(entity).toReversed();
  for (const child of children) moveAway(planning, child, rowsBelow(child, entity), table);
  moveAway(planning, entity, `${BATCH} and "deleted_at" is not null`, table);
}

/** The condition on an owned row that it belongs to a deleted row of the batch. */
function rowsBelow(child: Entity, root: Entity): string {
  const parent = child.parent?.entity;
  const column = quoted(parentColumn(child));
  if (parent === undefined || parent === root) {
    return `${column} in (select "id" from ${quoted(root.names.table)} where ${BATCH} and "deleted_at" is not null)`;
  }
  return `${column} in (select "id" from ${quoted(parent.names.table)} where ${rowsBelow(parent, root)})`;
}

function moveAway(planning: Planning, entity: Entity, condition: string, root: string): void {
  const { table } = entity.names;
  const { work } = planning;
  const aside = asideTable(planning, table);
  const source = workTable(planning, table);
  const columns = source.columns.map((one) => quoted(one.name)).join(', ');
  work.tables.push({
    ...source,
    name: aside,
    columns: source.columns.map((one) => ({ ...one, nullable: true, default: null })),
    primaryKey: { name: '', columns: [] },
    constraints: [],
    indexes: [],
    triggers: [],
    left: 'quarantined',
  });
  const words = {
    en: `deleted rows of ${table} go to ${aside}`,
    zh: `${table} 中已删除的行移入 ${aside}`,
  };
  add(planning, {
    phase: 'expand',
    table,
    statements: [
      `create table ${quoted(aside)} as select ${columns} from ${quoted(table)} with no data;`,
    ],
    what: words,
    lock: locks.none,
  });
  addBatch(planning, {
    table: root,
    where: '"deleted_at" is not null',
    statement: `with "gone" as (delete from ${quoted(table)} where ${condition} returning ${columns})\n  insert into ${quoted(aside)} (${columns}) select ${columns} from "gone";`,
    what: words,
  });
}

function guardReferences(planning: Planning, entity: Entity): void {
  for (const other of planning.after.entities) {
    for (const key of foreignKeys(other)) {
      if (key.target !== entity || key.action !== 'restrict' || other.parent?.entity === entity)
        continue;
      const there = planning.before.database.tables.some(
        (one) => one.name === formerTable(planning, key.table),
      );
      if (!there) continue;
      addGuard(planning, {
        table: key.table,
        query: `select "id", ${quoted(key.column)} from ${quoted(formerTable(planning, key.table))} where ${quoted(key.column)} in (select "id" from ${quoted(formerTable(planning, entity.names.table))} where "deleted_at" is not null)`,
        message: {
          en: `rows of ${key.table} still lead to deleted rows of ${entity.names.table}`,
          zh: `${key.table} 的行仍指向 ${entity.names.table} 中已删除的行`,
        },
        write: {
          en: `retire: { ${entity.names.code}.deleted: keep }`,
          zh: `retire: { ${entity.names.code}.deleted: keep }`,
        },
      });
    }
  }
}
