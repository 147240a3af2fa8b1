import { joinTables } from '../../emit/sql/table.ts';
import { quoted } from '../../emit/sql/text.ts';
import type { OldName } from '../names/work.ts';
import { formerTable } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import { warn } from './old-code.ts';
import { addPassingTrigger } from './passing-trigger.ts';

/** A reference that becomes a set, and a set that becomes a reference. */
export function changeSets(planning: Planning): void {
  for (const old of planning.old.flatMap((one) => one.children)) {
    const entity = old.parent?.now?.entity;
    if (!entity || !old.now) continue;
    const [column] = old.columns;
    const becomesSet = old.table === null && old.now.table !== null;
    if (becomesSet && column !== undefined)
      copyIntoSet(planning, entity.names.table, column.name, old.now.table);
    const becomesOne = old.table !== null && old.now.table === null && old.now.columns.length > 0;
    if (becomesOne) {
      guardSet(planning, old.table, old.columns[0]?.name);
      keepSet(planning, old, entity.names.table);
    }
  }
}

function copyIntoSet(planning: Planning, table: string, column: string, name: string | null): void {
  const join = planning.after.entities
    .flatMap((one) => joinTables(one))
    .find((one) => one.name === name);
  if (join === undefined) return;
  const [t, c, j] = [quoted(table), quoted(column), quoted(join.name)];
  const [owner, target] = [quoted(join.ownerColumn), quoted(join.targetColumn)];
  const words = {
    en: `members of ${join.name} come from ${table}.${column}`,
    zh: `${join.name} 的成员取自 ${table}.${column}`,
  };
  addBatch(planning, {
    table,
    where: `${c} is not null`,
    statement: `insert into ${j} (${owner}, ${target}, "position")\n  select "id", ${c}, 0 from ${t} where ${BATCH} and ${c} is not null\n  on conflict do nothing;`,
    what: words,
  });
  keepAlike(planning, { table, column, set: join.name, owner, target });
  addGuard(planning, {
    table,
    phase: 'validate',
    query: `select "id", ${c} from ${t} where ${c} is not null and not exists (select from ${j} where ${owner} = ${t}."id" and ${target} = ${t}.${c})`,
    message: {
      en: `rows of ${table} are missing in ${join.name}`,
      zh: `${table} 的行未全部进入 ${join.name}`,
    },
    write: { en: 'run the migration again', zh: '请重新运行迁移' },
  });
}

function keepSet(planning: Planning, { table: set, columns, now }: OldName, table: string): void {
  const [owner, target] = columns.map((one) => quoted(one.name));
  const [column] = now?.columns ?? [];
  if (set === null || owner === undefined || target === undefined || column === undefined) return;
  keepAlike(planning, { table, column: column.name, set, owner, target });
  if (column.nullable) return;
  warn(planning, {
    en: `${table}.${column.name} is required, and old code writes a row before its set ${set}`,
    zh: `${table}.${column.name} 为必填，而旧代码先写入行，再写入集合 ${set}`,
  });
}

interface Alike {
  readonly table: string;
  readonly column: string;
  readonly set: string;
  readonly owner: string;
  readonly target: string;
}

/** The one and the first of the set are the same for both versions, whichever of them writes. */
function keepAlike(planning: Planning, { table, column, set, owner, target }: Alike): void {
  const [t, c, j] = [quoted(table), quoted(column), quoted(set)];
  const first = (id: string): string =>
    `(select ${target} from ${j} where ${owner} = ${id} order by "position" limit 1)`;
  const what = {
    en: `${table}.${column} and the first of ${set} are kept alike`,
    zh: `${table}.${column} 与 ${set} 的首个成员保持一致`,
  };
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_member`,
    when: `after insert or update of ${c}`,
    // Not what the other trigger did.
    body: [
      `if pg_trigger_depth() = 1 and new.${c} is distinct from old.${c}`,
      `  and new.${c} is distinct from ${first('new."id"')} then`,
      `  delete from ${j} where ${owner} = new."id";`,
      `  if new.${c} is not null then`,
      `    insert into ${j} (${owner}, ${target}, "position") values (new."id", new.${c}, 0);`,
      '  end if;',
      'end if;',
    ].join('\n'),
    what,
  });
  addPassingTrigger(planning, {
    table: set,
    name: `${set}_${column}_first`,
    when: 'after insert or update or delete',
    body: [
      'if pg_trigger_depth() = 1 then',
      `  update ${t} set ${c} = ${first(`${t}."id"`)}`,
      `  where "id" in (new.${owner}, old.${owner}) and ${c} is distinct from ${first(`${t}."id"`)};`,
      'end if;',
    ].join('\n'),
    what,
  });
}

function guardSet(planning: Planning, table: string | null, owner: string | undefined): void {
  if (table === null || owner === undefined) return;
  const name = quoted(owner);
  addGuard(planning, {
    table,
    query: `select ${name}, count(*) as "members" from ${quoted(formerTable(planning, table))} group by ${name} having count(*) > 1`,
    message: {
      en: `sets of ${table} have more than one member`,
      zh: `${table} 中有多个成员的集合`,
    },
    write: {
      en: 'keep the set (`[]`), or leave one member each',
      zh: '请保留集合（`[]`），或每个只留一个成员',
    },
  });
}
