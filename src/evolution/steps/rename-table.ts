import { grantTable } from '../../emit/sql/row-security.ts';
import { quoted } from '../../emit/sql/text.ts';
import { keyName, renameTable, tableNamed } from '../database.ts';
import { add, asideName, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { dropStaleTriggers } from './passing-trigger.ts';

/** Tables of renamed entities and sets; the old name lives on as a view until contract. */
export function renameTables(planning: Planning): void {
  const pending = renamedTables(planning);
  while (pending.length > 0) {
    const ready = pending.findIndex(({ to }) => !pending.some((one) => one.from === to));
    const [next] = pending.splice(Math.max(ready, 0), 1);
    if (next === undefined) return;
    if (ready >= 0) {
      makeWay(planning, next.to);
      rename(planning, next.from, next.to);
      continue;
    }
    // A circle: one of them waits under another name.
    const names = planning.work.tables.map((one) => one.name);
    const aside = asideName(planning, names, next.from);
    rename(planning, next.from, aside);
    pending.push({ from: aside, to: next.to });
  }
}

function renamedTables(planning: Planning): { from: string; to: string }[] {
  const nodes = planning.old.flatMap((one) => [one, ...one.children]);
  return nodes.flatMap((one) => {
    const from = one.table;
    const to = one.now?.table ?? null;
    return from !== null && to !== null && from !== to ? [{ from, to }] : [];
  });
}

/** What bears the name already is a view of ours, or a table that left. */
export function makeWay(planning: Planning, name: string): void {
  const { work } = planning;
  if (work.views.some((one) => one.name === name)) dropView(planning, name);
  const table = work.tables.find((one) => one.name === name);
  if (table === undefined) return;
  const aside = asideName(
    planning,
    work.tables.map((one) => one.name),
    name,
  );
  rename(planning, name, aside);
  table.left = 'quarantined';
  for (const one of planning.old.flatMap((each) => [each, ...each.children])) {
    if (one.table === name) Object.assign(one, { table: aside });
  }
}

function rename(planning: Planning, from: string, to: string): void {
  dropStaleTriggers(planning, from, null);
  const table = tableNamed(planning.work, from);
  const key = keyName(to);
  renameTable(planning.work, from, to);
  const former = planning.formerTables.get(from) ?? from;
  planning.formerTables.delete(from);
  planning.formerTables.set(to, former);
  const columns = planning.formerColumns.get(from);
  if (columns) planning.formerColumns.set(to, columns);
  add(planning, {
    phase: 'expand',
    table: to,
    statements: [
      `alter table ${quoted(from)} rename to ${quoted(to)};`,
      `alter table ${quoted(to)} rename constraint ${quoted(table.primaryKey.name)} to ${quoted(key)};`,
    ],
    what: { en: `table ${from} becomes ${to}`, zh: `表 ${from} 改名为 ${to}` },
    lock: locks.instant,
  });
  table.primaryKey.name = key;
}

/** The code of the last version still reads and writes the table by its old name. */
export function keepOldNames(planning: Planning): void {
  const taken = new Set([
    ...planning.target.tables.map((one) => one.name),
    ...planning.work.tables.map((one) => one.name),
  ]);
  for (const [name, former] of planning.formerTables) {
    const table = planning.work.tables.find((one) => one.name === name);
    const before = planning.before.database.tables.find((one) => one.name === former);
    if (table === undefined || before === undefined || taken.has(former)) continue;
    if (table.left !== null || name === former) continue;
    const columns = planning.formerColumns.get(name) ?? new Map<string, string>();
    const known = new Set(before.columns.map((one) => one.name));
    const moved = new Set(columns.values());
    const list = table.columns.flatMap((one) => {
      const old = columns.get(one.name) ?? one.name;
      // A new column may bear the name that another had.
      const isAnother = old === one.name && moved.has(old) && !columns.has(one.name);
      if (!known.has(old) || isAnother) return [];
      return [old === one.name ? quoted(old) : `${quoted(one.name)} as ${quoted(old)}`];
    });
    planning.work.views.push({ name: former, table: name });
    add(planning, {
      phase: 'expand',
      table: name,
      statements: viewStatements(planning.target.role, {
        name: former,
        text: `select ${list.join(', ')}\n  from ${quoted(name)};`,
      }),
      what: {
        en: `${former} stays as a view until contract, for the code of the last version`,
        zh: `${former} 作为视图保留到收缩步骤，供上一版代码使用`,
      },
      lock: locks.none,
    });
  }
}

/** A view would see rows as its owner does, unless told to see them as its caller. */
function viewStatements(
  role: string | null,
  { name, text }: { readonly name: string; readonly text: string },
): readonly string[] {
  if (role === null) return [`create view ${quoted(name)} as\n  ${text}`];
  return [
    `create view ${quoted(name)} with (security_invoker = true) as\n  ${text}`,
    grantTable(name, role),
  ];
}

export function dropView(
  planning: Planning,
  name: string,
  phase: 'expand' | 'contract' = 'expand',
): void {
  const { work } = planning;
  work.views = work.views.filter((one) => one.name !== name);
  add(planning, {
    phase,
    table: name,
    statements: [`drop view ${quoted(name)};`],
    what: { en: `the old name ${name} goes`, zh: `去掉旧名称 ${name}` },
    lock: locks.instant,
  });
}
