import { quoted, sqlText } from '../../emit/sql/text.ts';
import type { OldName } from '../names/work.ts';
import { entityOf, fieldOfColumn } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Filling } from '../value.ts';
import { storageFilling } from './value-storage.ts';

/** Values that come out of another way of keeping the same thing. */
export function specialFilling(planning: Planning, table: string, column: string): Filling | null {
  const entity = entityOf(planning, table);
  if (column === 'deleted_at' && entity?.softDelete?.from) {
    const [flag] = entity.softDelete.from.columns;
    return flag === undefined ? null : fromFlag(flag.name);
  }
  const field = fieldOfColumn(entity, column);
  const old = planning.old
    .find((one) => one.now?.entity === entity && entity !== null)
    ?.children.find((one) => one.now?.field === field && field !== null);
  if (field === null || old === undefined) return null;
  if (old.table !== null && field.type.kind === 'reference') return fromSet(planning, old);
  const wanted = field.columns.find((one) => one.name === column);
  const stored = wanted && storageFilling(planning, old, field, wanted);
  if (stored) return stored;
  const isKind = field.columns.find((one) => one.name === column)?.path[0] === 'kind';
  return isKind ? kindOf(planning, old) : null;
}

function fromFlag(flag: string): Filling {
  return {
    sql: (row) => `case when ${row}.${quoted(flag)} then ${row}."updated_at" end`,
    constant: false,
    all: false,
    local: true,
  };
}

/** The first member of what was a set. */
function fromSet(planning: Planning, old: OldName): Filling | null {
  const [owner, target] = old.columns;
  const table = planning.work.tables.find((one) => one.name === old.table);
  if (owner === undefined || target === undefined || table === undefined) return null;
  return {
    sql: (row) =>
      `(select "member".${quoted(target.name)} from ${quoted(table.name)} as "member" where "member".${quoted(owner.name)} = ${row}."id" order by "member"."position" limit 1)`,
    constant: false,
    all: false,
    local: false,
  };
}

/** A reference that may lead to more kinds now led to one kind so far. */
function kindOf(planning: Planning, old: OldName): Filling | null {
  const [, target] = /^-> (\S+)$/.exec(old.type) ?? [];
  const name = planning.old.find((one) => one.kind === 'entity' && one.was === target)?.name;
  if (name === undefined) return null;
  const [id] = old.columns;
  return {
    sql: (row) =>
      id === undefined
        ? 'null'
        : `case when ${row}.${quoted(id.name)} is not null then ${sqlText(name)} end`,
    constant: false,
    all: false,
    local: true,
  };
}
