import { quoted } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import { addGuard } from './batch.ts';

/** Before the old rows are put aside: the owner's SQL must have brought at least as many. */
export function guardMoved(planning: Planning): void {
  for (const { from, to } of planning.before.moved ?? []) {
    const source = planning.work.tables.find((one) => one.name === from);
    const target = planning.work.tables.find((one) => one.name === to);
    if (source === undefined || target === undefined || source.left === null) continue;
    const count = (table: string): string => `(select count(*) from ${quoted(table)})`;
    addGuard(planning, {
      table: from,
      query: `select "missing" from generate_series(1, ${count(from)} - ${count(to)}) as "missing"`,
      message: {
        en: `${to} has fewer rows than ${from}, from which they come`,
        zh: `${to} 的行数少于其来源 ${from}`,
      },
      write: {
        en: `bring the rest over in SQL, or delete from ${from} what has no place in ${to}`,
        zh: `请用 SQL 补上其余的行，或从 ${from} 删除不需要的行`,
      },
    });
  }
}

/** What waits for contract follows the renames of tables. */
export function keepMoved(planning: Planning, isContracted: boolean): void {
  if (isContracted) return;
  const now = (name: string): string =>
    [...planning.formerTables].find(([, former]) => former === name)?.[0] ?? name;
  for (const { from, to } of planning.before.moved ?? []) {
    planning.moved.push({ from: now(from), to: now(to) });
  }
}
