import { createTrigger } from '../../emit/sql/print.ts';
import { fittingName, indented, quoted } from '../../emit/sql/text.ts';
import type { Words } from '../problems.ts';
import { add, locks, workTable } from '../planning.ts';
import type { Phase, Planning } from '../planning.ts';

export interface PassingTrigger {
  readonly table: string;
  readonly name: string;
  /** Statements over `new`. */
  readonly body: string;
  readonly what: Words;
  readonly when?: string;
}

/** Makes rows of the last version's code fit until contract. */
export function addPassingTrigger(planning: Planning, trigger: PassingTrigger): string {
  const name = fittingName(trigger.name);
  dropPassingTrigger(planning, trigger.table, name);
  const table = workTable(planning, trigger.table);
  const whole = {
    name,
    body: `${trigger.body}\nreturn new;`,
    when: trigger.when ?? 'before insert or update',
    passing: true,
  };
  table.triggers.push(whole);
  add(planning, {
    phase: 'expand',
    table: trigger.table,
    statements: createTrigger(trigger.table, whole),
    what: trigger.what,
    lock: locks.trigger,
  });
  return name;
}

/** Where there is one of an earlier run. */
export function dropPassingTrigger(planning: Planning, table: string, name: string): void {
  const isThere = workTable(planning, table).triggers.some((one) => one.name === name);
  if (isThere) dropTrigger(planning, table, name);
}

/** Gives rows that come without a value the one that a backfill would. */
export function fillTrigger(planning: Planning, table: string, column: string, sql: string): void {
  const target = `new.${quoted(column)}`;
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_fill`,
    body: `if ${target} is null then\n${indented(`${target} := ${sql};`, 2)}\nend if;`,
    what: {
      en: `rows written by the code of the last version get ${table}.${column} too`,
      zh: `上一版代码写入的行也会得到 ${table}.${column}`,
    },
  });
}

/** Values that the last version keeps in another way: what it writes there arrives here. */
export function followTrigger(
  planning: Planning,
  table: string,
  column: string,
  sql: (row: string) => string,
): void {
  const target = quoted(column);
  addPassingTrigger(planning, {
    table,
    name: `${table}_${column}_follow`,
    body: [
      `if new.${target} is not distinct from old.${target}`,
      `  and (tg_op = 'INSERT' or (${sql('new')}) is distinct from (${sql('old')})) then`,
      `  new.${target} := ${sql('new')};`,
      'end if;',
    ].join('\n'),
    what: {
      en: `what the code of the last version writes reaches ${table}.${column}`,
      zh: `上一版代码写入的值会到达 ${table}.${column}`,
    },
  });
}

/**
 * Triggers for the code before last that name what is about to be renamed: their text would not
 * follow, and every write would fail.
 */
export function dropStaleTriggers(
  planning: Planning,
  tableName: string,
  column: string | null,
): void {
  const named = quoted(column ?? tableName);
  for (const table of planning.work.tables) {
    const about = (body: string): boolean =>
      body.includes(named) && (table.name === tableName || body.includes(quoted(tableName)));
    const stale = table.triggers.filter((one) => one.passing && about(one.body));
    for (const one of stale) dropTrigger(planning, table.name, one.name);
  }
}

export function dropTrigger(
  planning: Planning,
  tableName: string,
  name: string,
  phase: Phase = 'expand',
): void {
  const table = workTable(planning, tableName);
  table.triggers = table.triggers.filter((one) => one.name !== name);
  add(planning, {
    phase,
    table: tableName,
    statements: [
      `drop trigger ${quoted(name)} on ${quoted(tableName)};`,
      `drop function ${quoted(name)}();`,
    ],
    what: { en: `trigger ${name} goes`, zh: `去掉触发器 ${name}` },
    lock: locks.instant,
  });
}
