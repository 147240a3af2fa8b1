import { sqlText } from '../../emit/sql/text.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { warn } from './old-code.ts';
import { addPassingTrigger, dropPassingTrigger } from './passing-trigger.ts';
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

const list = (names: readonly string[]): string => names.map(sqlText).join(', ');

/** No two rows have one name at any moment; numbers of a name that was given up stand aside. */
function renaming(changes: readonly Change[], tag: string): readonly string[] {
  const sources = changes.map((one) => one.from);
  const givenUp = changes.map((one) => one.to).filter((name) => !sources.includes(name));
  const aside = (names: readonly string[]): string =>
    `update "sequences" set "name" = "name" || ${sqlText(`__${tag}`)} where "name" in (${list(names)});`;
  const renamed = (suffix: string): string => {
    const cases = changes.map(
      ({ from, to }) => `when ${sqlText(`${from}${suffix}`)} then ${sqlText(to)}`,
    );
    const names = sources.map((one) => `${one}${suffix}`);
    return `update "sequences" set "name" = case "name" ${cases.join(' ')} end where "name" in (${list(names)});`;
  };
  return [
    ...(givenUp.length > 0 ? [aside(givenUp)] : []),
    ...(isChained(changes) ? [aside(sources), renamed(`__${tag}`)] : [renamed('')]),
  ];
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
  const what = { en: 'numbers go on under their new names', zh: '编号以新名称继续' };
  const trigger = 'sequences_name_values';
  // One of an earlier run would turn names that come back into those of then.
  dropPassingTrigger(planning, 'sequences', trigger);
  add(planning, {
    phase: 'expand',
    table: 'sequences',
    statements: renaming(changes, planning.tag),
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
    name: trigger,
    body: `new."name" := case new."name" ${cases} else new."name" end;`,
    what,
  });
}
