import { quoted } from '../../emit/sql/text.ts';
import type { Planning } from '../planning.ts';
import { addGuard } from './batch.ts';

/** Before the old rows are put aside: the owner's SQL must have brought each of them, by its id. */
export function guardMoved(planning: Planning): void {
  const moved = planning.before.moved ?? [];
  for (const from of new Set(moved.map((one) => one.from))) {
    const source = planning.work.tables.find((one) => one.name === from);
    if (source === undefined || source.left === null) continue;
    const targets = moved
      .filter((one) => one.from === from)
      .map((one) => one.to)
      .filter((to) => planning.work.tables.some((one) => one.name === to));
    const arrived = targets.map(
      (to) => `exists (select from ${quoted(to)} as "new" where "new"."id" = "old"."id")`,
    );
    if (arrived.length === 0) continue;
    const list = targets.join(', ');
    addGuard(planning, {
      table: from,
      query: `select "old"."id" from ${quoted(from)} as "old" where not (${arrived.join(' or ')})`,
      message: {
        en: `rows of ${from} have not arrived in ${list}, where each is expected under its id`,
        zh: `${from} 的行尚未全部到达 ${list}（按编号核对）`,
      },
      write: {
        en: `bring the rest over in SQL, ids kept, or delete from ${from} what has no place in ${list}`,
        zh: `请用 SQL 补上其余的行并保留编号，或从 ${from} 删除不需要的行`,
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
