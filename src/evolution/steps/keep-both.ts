import type { ColumnSchema } from '../../emit/sql/database.ts';
import { quoted } from '../../emit/sql/text.ts';
import { add, keptTables, locks, noteRenamedColumn } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { columnNamed } from '../database.ts';
import type { Column, Table } from '../snapshot.ts';
import { addBatch, BATCH } from './batch.ts';
import type { Swap } from './change-type.ts';
import { renameInNames } from './rename-column.ts';
import { requireColumn } from './require.ts';
import { addTwin } from './twin-column.ts';

/** Whether both names can stand until contract; else the column itself is renamed. */
export function canKeepBoth(
  planning: Planning,
  table: Table,
  from: string,
  wanted: ColumnSchema,
  others: readonly { readonly from: string; readonly to: string }[],
): boolean {
  const to = wanted.name;
  const target = planning.target.tables.find((one) => one.name === table.name);
  const inTheWay = table.columns.find((one) => one.name === to);
  const isTenant = [planning.before.tenancy?.column, planning.after.tenancy?.column].includes(to);
  // A table with another name leaves a view that has the old names.
  const isRenamed = planning.formerTables.has(table.name);
  const isFree = inTheWay === undefined || inTheWay.left !== null;
  const returns = target?.columns.some((one) => one.name === from) === true;
  const isWanted = others.some((one) => one.to === from);
  return (
    table.primaryKey.columns.join() === 'id' &&
    !isTenant &&
    !isRenamed &&
    isFree &&
    !returns &&
    !isWanted
  );
}

/** Renamed columns whose old name goes on serving. */
export function keepOldColumns(planning: Planning): readonly Swap[] {
  return keptTables(planning).flatMap(({ table, target }) => {
    const origins = planning.origins.get(target.name) ?? new Map<string, string>();
    return target.columns.flatMap((wanted) => {
      if (!planning.keptBoth.has(`${table.name}.${wanted.name}`)) return [];
      const column = columnNamed(table, origins.get(wanted.name) ?? '');
      return [keepBoth(planning, table, column, wanted, origins)];
    });
  });
}

/** The values stand under both names, each write to one reaching the other, until contract. */
function keepBoth(
  planning: Planning,
  table: Table,
  column: Column,
  wanted: ColumnSchema,
  origins: Map<string, string>,
): Swap {
  const [from, to] = [column.name, wanted.name];
  const [t, o, n] = [quoted(table.name), quoted(from), quoted(to)];
  const what = {
    en: `${table.name}.${from} is called ${to} from now on; both names serve until contract`,
    zh: `${table.name}.${from} 从此名为 ${to}；收缩之前两个名称都可用`,
  };
  const body = syncBody(o, n);
  const trigger = addTwin(planning, { table, column, wanted, origins, what, body });
  addBatch(planning, {
    table: table.name,
    where: `${o} is not null`,
    statement: `update ${t} set ${n} = ${o}\n  where ${BATCH} and ${n} is distinct from ${o};`,
    what,
  });
  const required = !wanted.nullable && !column.nullable;
  if (required) requireColumn(planning, table.name, to);
  table.columns.push({ ...wanted, nullable: !required, passing: false, left: null });
  noteRenamedColumn(planning, table.name, from, to);
  renameInNames(planning, table.name, from, to);
  origins.set(to, to);
  return { table: table.name, name: to, from, waiting: to, trigger, cast: null, both: true };
}

function syncBody(old: string, now: string): string {
  const lines = [
    "if tg_op = 'INSERT' then",
    // The old name has no default: what stands there was written.
    `  new.${now} := coalesce(new.${old}, new.${now});`,
    `  new.${old} := new.${now};`,
    `elsif new.${now} is distinct from old.${now} then`,
    `  new.${old} := new.${now};`,
    `elsif new.${old} is distinct from old.${old} then`,
    `  new.${now} := new.${old};`,
    'end if;',
  ];
  return lines.join('\n');
}

/** The old name asks for nothing any more; its values go with contract. */
export function finishBoth(planning: Planning, table: Table, old: Column): void {
  if (!old.nullable) {
    add(planning, {
      phase: 'switch',
      table: table.name,
      statements: [
        `alter table ${quoted(table.name)} alter column ${quoted(old.name)} drop not null;`,
      ],
      what: {
        en: `${table.name}.${old.name} only serves the code of the last version`,
        zh: `${table.name}.${old.name} 仅供上一版代码使用`,
      },
      lock: locks.instant,
    });
  }
  Object.assign(old, { nullable: true, left: 'replaced' });
}
