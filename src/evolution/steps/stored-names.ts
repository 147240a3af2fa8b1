import { quoted, sqlText } from '../../emit/sql/text.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { addPassingTrigger } from './passing-trigger.ts';
import { changeAt } from './values.ts';
import type { Change } from './values.ts';

/** Names of the PRD that stand in rows: kinds of references, the history, numbers given out. */
export function renameStored(planning: Planning): void {
  const renamed = planning.old.flatMap((one): readonly Change[] =>
    one.kind === 'entity' && one.now !== null && one.name !== one.was
      ? [{ from: one.was, to: one.name }]
      : [],
  );
  for (const { names, fields } of planning.after.entities) {
    for (const field of fields) {
      const kind = field.columns.find((one) => one.path[0] === 'kind');
      if (field.type.kind !== 'reference' || kind === undefined) continue;
      const place = { table: names.table, column: kind.name, many: false };
      const targets = field.type.targets.map((one) => one.names.code);
      changeAt(
        planning,
        place,
        renamed.filter((one) => targets.includes(one.to)),
      );
    }
  }
  const kept = new Set(keptTables(planning).map((one) => one.table.name));
  if (kept.has('audit_log')) {
    changeAt(planning, { table: 'audit_log', column: 'entity', many: false }, renamed);
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
  if (changes.some((one) => changes.some((each) => each.to === one.from))) return;
  addPassingTrigger(planning, {
    table: 'sequences',
    name: 'sequences_name_values',
    body: `new."name" := case new."name" ${cases} else new."name" end;`,
    what,
  });
}
