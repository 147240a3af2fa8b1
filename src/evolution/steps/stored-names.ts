import { quoted, sqlText } from '../../emit/sql/text.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { warn } from './old-code.ts';
import { addPassingTrigger } from './passing-trigger.ts';
import { changeAt } from './values.ts';
import { isChained } from './translation.ts';
import type { Change } from './translation.ts';

/** Names of the PRD that stand in rows: the history, numbers given out. */
export function renameStored(planning: Planning): void {
  const renamed = planning.old.flatMap((one): readonly Change[] =>
    one.kind === 'entity' && one.now !== null && one.name !== one.was
      ? [{ from: one.was, to: one.name }]
      : [],
  );
  const kept = new Set(keptTables(planning).map((one) => one.table.name));
  if (kept.has('audit_log')) {
    const back = renamed.map(({ from, to }) => ({ from: to, to: from }));
    changeAt(planning, {
      table: 'audit_log',
      column: 'entity',
      many: false,
      forward: renamed,
      back,
    });
  }
  if (kept.has('sequences')) renameSequences(planning);
}

/** Numbers go on where they were, and no number is given out under two names. */
function renameSequences(planning: Planning): void {
  const changes = planning.old.flatMap((entity) =>
    entity.children.flatMap((one): readonly Change[] => {
      const from = `${entity.was}.${one.was}`;
      const to = `${entity.name}.${one.name}`;
      const isNumbered = one.now?.field?.sequence != null;
      return isNumbered && from !== to ? [{ from, to }] : [];
    }),
  );
  if (changes.length === 0) return;
  const cases = changes.map((one) => `when ${sqlText(one.from)} then ${sqlText(one.to)}`).join(' ');
  const list = changes.map((one) => sqlText(one.from)).join(', ');
  const what = { en: 'numbers go on under their new names', zh: '编号以新名称继续' };
  add(planning, {
    phase: 'expand',
    table: 'sequences',
    statements: [
      `update ${quoted('sequences')} set "name" = case "name" ${cases} end where "name" in (${list});`,
    ],
    what,
    lock: locks.rows,
  });
  if (isChained(changes)) {
    return warn(planning, {
      en: 'sequences change names with each other: nothing tells which version takes a number',
      zh: '编号序列互换名称：无从得知由哪个版本取号',
    });
  }
  addPassingTrigger(planning, {
    table: 'sequences',
    name: 'sequences_name_values',
    body: `new."name" := case new."name" ${cases} else new."name" end;`,
    what,
  });
}
