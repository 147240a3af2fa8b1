import { joinTables } from '../../emit/sql/table.ts';
import { quoted } from '../../emit/sql/text.ts';
import { formerTable } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
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
    if (becomesOne) guardSet(planning, old.table, old.columns[0]?.name);
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
  // The code of the last version goes on writing the column, that of the new one never does.
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_member`,
    when: `after insert or update of ${c}`,
    body: [
      `if new.${c} is not null then`,
      `  delete from ${j} where ${owner} = new."id";`,
      `  insert into ${j} (${owner}, ${target}, "position") values (new."id", new.${c}, 0);`,
      'end if;',
    ].join('\n'),
    what: words,
  });
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
