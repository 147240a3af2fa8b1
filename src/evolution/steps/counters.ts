import type { TriggerSchema } from '../../emit/sql/database.ts';
import { allCounterTriggers, counterTriggerName } from '../../emit/sql/counters.ts';
import type { CounterNames } from '../../emit/sql/counters.ts';
import { createTrigger } from '../../emit/sql/print.ts';
import { quoted } from '../../emit/sql/text.ts';
import { readsColumn } from '../database.ts';
import { add, formerTable, locks, workTable } from '../planning.ts';
import type { Phase, Planning } from '../planning.ts';
import type { Trigger } from '../snapshot.ts';
import type { Swap } from './change-type.ts';
import { dropTrigger } from './passing-trigger.ts';

/** A trigger of the target, and the one in its place while rows are copied. */
interface Counting {
  readonly table: string;
  readonly wanted: Trigger;
  readonly meanwhile: Trigger;
}

/**
 * Triggers that keep counters: made anew where they read other names. What is copied from one column
 * to another, or from one table to another, has been counted: until the switch they read the old one.
 */
export function changeTriggers(planning: Planning, swaps: readonly Swap[]): void {
  const counting = countingOf(planning, swaps);
  const moving = dropOthers(planning, counting);
  for (const { table, wanted, meanwhile } of counting) {
    if (moving.has(wanted.name)) continue;
    const { triggers } = workTable(planning, table);
    if (!triggers.some((one) => isSame(one, meanwhile))) make(planning, table, meanwhile, 'expand');
  }
  const late = counting.filter(
    ({ wanted, meanwhile }) => moving.has(wanted.name) || !isSame(wanted, meanwhile),
  );
  for (const { table, wanted, meanwhile } of late) {
    if (!moving.has(wanted.name)) dropTrigger(planning, table, meanwhile.name, 'switch');
  }
  for (const { table, wanted } of late) make(planning, table, wanted, 'switch');
}

/** Drops those that are wanted no more; gives the names of those that go on with another table. */
function dropOthers(planning: Planning, counting: readonly Counting[]): ReadonlySet<string> {
  const moving = new Set<string>();
  const names = namesOfCounters(planning);
  for (const table of planning.work.tables) {
    const stay = counting.filter((one) => one.table === table.name);
    for (const one of table.triggers.filter((each) => !each.passing)) {
      if (stay.some(({ meanwhile }) => isSame(meanwhile, one))) continue;
      const name = names.get(one.name) ?? one.name;
      if (movesOn(planning, table.name, name)) moving.add(name);
      dropTrigger(planning, table.name, one.name, moving.has(name) ? 'switch' : 'expand');
    }
  }
  return moving;
}

function isSame(one: TriggerSchema, other: TriggerSchema): boolean {
  return one.name === other.name && one.body === other.body && one.when === other.when;
}

function make(planning: Planning, table: string, trigger: Trigger, phase: Phase): void {
  workTable(planning, table).triggers.push(trigger);
  add(planning, {
    phase,
    table,
    statements: createTrigger(table, watching(trigger)),
    what: { en: `${table} is counted`, zh: `统计 ${table}` },
    lock: locks.trigger,
  });
}

function watching({ name, body, when, also = [] }: Trigger): TriggerSchema {
  return { name, body, when: [when, ...also.map(quoted)].join(', ') };
}

function countingOf(planning: Planning, swaps: readonly Swap[]): readonly Counting[] {
  const former = allCounterTriggers(planning.after, formerNames(planning, swaps));
  return planning.target.tables.flatMap(({ name: table, triggers }) => {
    const own = swaps.filter((one) => one.both && one.table === table);
    return triggers.map((one, at) => {
      // What a trigger sets is not what an update is of: old names are watched for their own sake.
      const also = own.filter(({ name }) => readsColumn(one.when, name)).map(({ from }) => from);
      return {
        table,
        wanted: { ...one, passing: false, ...(also.length > 0 && { also }) },
        meanwhile: { ...(former.get(table)?.[at] ?? one), passing: false },
      };
    });
  });
}

/** The columns that hold the values until the switch. */
function formerNames(planning: Planning, swaps: readonly Swap[]): CounterNames {
  const former = (table: string, column: string): string =>
    swaps.find((one) => one.both && one.table === table && one.name === column)?.from ?? column;
  return {
    column: former,
    kind: (table, column, entity) => {
      if (planning.added.has(`${table}.${column}`)) return null;
      const before = planning.old.find((one) => one.now?.entity === entity)?.was;
      const values = new Set([entity.names.code, before ?? entity.names.code]);
      return { column: former(table, column), values: [...values] };
    },
  };
}

/** At contract nobody writes the old names any more. */
export function forgetOldNames(planning: Planning, table: string): void {
  const { triggers } = workTable(planning, table);
  for (const { also, ...trigger } of triggers.filter((one) => one.also !== undefined)) {
    dropTrigger(planning, table, trigger.name, 'contract');
    make(planning, table, trigger, 'contract');
  }
}

/** What triggers are called now, by what they were called before the counter, or its table, got another name. */
function namesOfCounters(planning: Planning): ReadonlyMap<string, string> {
  const counters = planning.after.entities.flatMap(({ names, fields }) =>
    fields
      .filter((field) => field.counter !== null)
      .flatMap(({ columns }) => columns.map((column) => [names.table, column.name] as const)),
  );
  return new Map(
    counters.map(([table, column]) => [
      counterTriggerName(
        formerTable(planning, table),
        planning.formerColumns.get(table)?.get(column) ?? column,
      ),
      counterTriggerName(table, column),
    ]),
  );
}

/** Whether a counter goes on with another table: that of a set, or of what it was. */
function movesOn({ target }: Planning, table: string, trigger: string): boolean {
  return target.tables.some(
    (one) => one.name !== table && one.triggers.some((each) => each.name === trigger),
  );
}
