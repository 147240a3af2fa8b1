import { dropPolicy, ownerIs } from '../../emit/sql/row-security.ts';
import { fittingName, quoted } from '../../emit/sql/text.ts';
import { keyName, readsColumn, renameColumn, renameTable } from '../database.ts';
import type { OldName } from '../names/work.ts';
import { add, asideName, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Column, Table } from '../snapshot.ts';
import { forgetOldNames } from './counters.ts';
import { dropTrigger } from './passing-trigger.ts';
import { dropView } from './rename-table.ts';

/** Row security without a policy, as every plan leaves it until it makes another. */
const NO_POLICY = '';

/** What earlier runs left for the code of their last version goes; dropped things go in two steps. */
export function contract(planning: Planning): void {
  const { work } = planning;
  for (const view of [...work.views]) dropView(planning, view.name, 'contract');
  for (const table of [...work.tables]) {
    for (const one of table.triggers.filter((each) => each.passing)) {
      dropTrigger(planning, table.name, one.name, 'contract');
    }
    forgetOldNames(planning, table.name);
    if (table.left !== null) {
      contractTable(planning, table);
      continue;
    }
    for (const column of [...table.columns]) contractColumn(planning, table, column);
  }
}

function contractTable(planning: Planning, table: Table): void {
  if (
    nodesOf(planning).some(
      (one) => one.table === table.name && one.now !== null && one.now.table !== null,
    )
  )
    return;
  const t = quoted(table.name);
  if (table.left !== 'dropped') {
    planning.work.tables = planning.work.tables.filter((one) => one !== table);
    const isAsked = (policy: string): boolean => policy.includes(ownerIs(table.name));
    const policies = loosePolicies(planning.work.tables, isAsked);
    return say(planning, table.name, [...policies, `drop table ${t};`], {
      en: `table ${table.name} is dropped, with its rows`,
      zh: `删除表 ${table.name} 及其数据`,
    });
  }
  const aside = asideName(
    planning,
    planning.work.tables.map((one) => one.name),
    table.name,
  );
  const key = keyName(aside);
  const from = table.name;
  const lines = [`alter table ${t} rename to ${quoted(aside)};`];
  if (table.primaryKey.name !== '') {
    lines.push(
      `alter table ${quoted(aside)} rename constraint ${quoted(table.primaryKey.name)} to ${quoted(key)};`,
    );
  }
  renameTable(planning.work, from, aside);
  table.primaryKey.name = table.primaryKey.name === '' ? '' : key;
  table.left = 'quarantined';
  for (const one of nodesOf(planning)) if (one.table === from) Object.assign(one, { table: aside });
  say(planning, from, lines, {
    en: `table ${from} is put aside as ${aside}; the next contract drops it`,
    zh: `表 ${from} 移为 ${aside}；下次收缩时删除`,
  });
}

function contractColumn(planning: Planning, table: Table, column: Column): void {
  const [t, c] = [quoted(table.name), quoted(column.name)];
  if (column.passing) {
    column.passing = false;
    column.default = null;
    say(planning, table.name, [`alter table ${t} alter column ${c} drop default;`], {
      en: `${table.name}.${column.name} has no default any more: the code always writes it`,
      zh: `${table.name}.${column.name} 不再有默认值：代码总会写入`,
    });
  }
  if (column.left === null || returns(planning, table.name, column.name)) return;
  if (column.left !== 'dropped') {
    const policies = loosePolicies([table], (policy) => readsColumn(policy, column.name));
    table.columns = table.columns.filter((one) => one !== column);
    return say(planning, table.name, [...policies, `alter table ${t} drop column ${c};`], {
      en: `${table.name}.${column.name} is dropped, with its values`,
      zh: `删除 ${table.name}.${column.name} 及其值`,
    });
  }
  const taken = table.columns.map((one) => one.name);
  const aside = asideName(planning, taken, fittingName(column.name));
  renameNode(planning, table.name, column.name, aside);
  column.left = 'quarantined';
  const from = column.name;
  renameColumn(table, from, aside);
  say(planning, table.name, [`alter table ${t} rename column ${c} to ${quoted(aside)};`], {
    en: `${table.name}.${from} is put aside as ${aside}; the next contract drops it`,
    zh: `${table.name}.${from} 移为 ${aside}；下次收缩时删除`,
  });
}

/** Policies that hold what is about to go; those that are still wanted are made anew after it. */
function loosePolicies(
  tables: readonly Table[],
  isBound: (policy: string) => boolean,
): readonly string[] {
  return tables.flatMap(({ name, guard }) => {
    if (!guard?.policy || !isBound(guard.policy)) return [];
    guard.policy = NO_POLICY;
    return [dropPolicy(name)];
  });
}

function nodesOf(planning: Planning): readonly OldName[] {
  return planning.old.flatMap((one) => [one, ...one.children]);
}

function returns(planning: Planning, table: string, column: string): boolean {
  const late = planning.applied.late.map((one) => one.from);
  return planning.old
    .filter((one) => one.table === table)
    .flatMap((one) => one.children)
    .some(
      (one) =>
        (one.now !== null || late.includes(one)) &&
        one.wasLeft &&
        one.columns.some((each) => each.name === column),
    );
}

function renameNode(planning: Planning, table: string, from: string, to: string): void {
  for (const entity of planning.old.filter((one) => one.table === table)) {
    for (const field of entity.children.filter((one) => one.table === null && one.left)) {
      const columns = field.columns.map((one) => (one.name === from ? { ...one, name: to } : one));
      Object.assign(field, { columns });
    }
  }
}

function say(
  planning: Planning,
  table: string,
  statements: readonly string[],
  what: { readonly en: string; readonly zh: string },
): void {
  const reversible = !statements.some((one) => / drop column |^drop table /.test(one));
  add(planning, { phase: 'contract', table, statements, what, lock: locks.instant, reversible });
}
