import type { ConstraintSchema, TableSchema } from '../../emit/sql/database.ts';
import { addConstraint, constraintLine } from '../../emit/sql/print.ts';
import { fittingName, quoted } from '../../emit/sql/text.ts';
import { freeName, readsColumn, withColumns } from '../database.ts';
import { add, keptTables, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import type { Swap } from './change-type.ts';
import { guardConstraint } from './guard-constraint.ts';
import { indexBeside, renamesOf } from './indexes.ts';

/** Where definitions of the target find columns that wait for the switch. */
export function waitingColumns(swaps: readonly Swap[], table: string): ReadonlyMap<string, string> {
  return new Map(swaps.filter((one) => one.table === table).map((one) => [one.name, one.waiting]));
}

/** Whether a definition of the database as it is reads a column that is being replaced. */
export function readsReplaced(text: string, swaps: readonly Swap[], table: string): boolean {
  return swaps.some((one) => one.table === table && readsColumn(text, one.from));
}

/** Constraints that stay get their new names; those that differ are built beside the old ones. */
export function changeConstraints(planning: Planning, swaps: readonly Swap[]): void {
  for (const { table, target } of keptTables(planning)) {
    const fresh = keepConstraints(planning, table, target, swaps);
    const gone = table.constraints.filter(
      (one) => !target.constraints.some((each) => isSameConstraint(one, each, swaps, table.name)),
    );
    for (const one of fresh) {
      const old = gone.find((each) => each.name === one.name);
      build(planning, table, one, old ?? null, swaps);
    }
    for (const one of gone) {
      if (!fresh.some((each) => each.name === one.name)) remove(planning, table, one, swaps);
    }
    table.constraints = [...target.constraints];
  }
}

export function isSameConstraint(
  one: ConstraintSchema,
  other: ConstraintSchema,
  swaps: readonly Swap[],
  table: string,
): boolean {
  const replaced = one.kind !== 'foreign' && readsReplaced(one.definition, swaps, table);
  const waits = swaps.some(
    (swap) => swap.table === table && readsColumn(other.definition, swap.name),
  );
  return !replaced && !waits && one.kind === other.kind && one.definition === other.definition;
}

/** Renames what only changed its name, and says what is new. */
function keepConstraints(
  planning: Planning,
  table: Table,
  target: TableSchema,
  swaps: readonly Swap[],
): readonly ConstraintSchema[] {
  const same = (one: ConstraintSchema, other: ConstraintSchema): boolean =>
    isSameConstraint(one, other, swaps, table.name);
  const renames = renamesOf(table.constraints, target.constraints, same);
  // Names may change places: first all out of the way, then each to its own.
  const current = new Map(table.constraints.map((one) => [one.name, one.name]));
  for (const { to } of renames) {
    if (!current.has(to)) continue;
    const aside = freeName([...current.values()], fittingName(`${to}__old`));
    renameConstraint(planning, table, to, aside);
    current.set(to, aside);
  }
  for (const { from, to } of renames) {
    renameConstraint(planning, table, current.get(from) ?? from, to);
  }
  return target.constraints.filter((wanted) => !table.constraints.some((one) => same(one, wanted)));
}

function renameConstraint(planning: Planning, table: Table, from: string, to: string): void {
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      `alter table ${quoted(table.name)} rename constraint ${quoted(from)} to ${quoted(to)};`,
    ],
    what: { en: `${from} is called ${to} now`, zh: `${from} 改名为 ${to}` },
    lock: locks.instant,
  });
  table.constraints = table.constraints.map((one) =>
    one.name === from ? { ...one, name: to } : one,
  );
}

function build(
  planning: Planning,
  table: Table,
  wanted: ConstraintSchema,
  old: ConstraintSchema | null,
  swaps: readonly Swap[],
): void {
  const definition = withColumns(wanted.definition, waitingColumns(swaps, table.name));
  const one = { ...wanted, definition };
  guardConstraint(planning, table, wanted, swaps);
  const words = {
    table: table.name,
    what: {
      en: `${table.name}: ${wanted.name}`,
      zh: `${table.name}：${wanted.name}`,
    },
  };
  if (wanted.kind === 'unique') return buildUnique(planning, table, one);
  if (wanted.kind === 'exclude') {
    const drop = old === null ? [] : [dropLine(table, old.name)];
    add(planning, {
      ...words,
      phase: 'constrain',
      statements: [...drop, addConstraint(table.name, one)],
      lock: locks.scan,
    });
    return;
  }
  const both = old === null ? null : meanwhile(planning, table, one, old, swaps);
  const name = both === null ? one.name : both.name;
  add(planning, {
    ...words,
    phase: 'constrain',
    statements: [addConstraint(table.name, { ...one, name }, ' not valid')],
    lock: one.kind === 'foreign' ? locks.reference : locks.instant,
  });
  add(planning, {
    ...words,
    phase: 'validate',
    statements: [`alter table ${quoted(table.name)} validate constraint ${quoted(name)};`],
    lock: locks.validate,
  });
  if (both === null) return;
  add(planning, {
    ...words,
    phase: 'switch',
    statements: [
      dropLine(table, both.old),
      ...(name === one.name
        ? []
        : [
            `alter table ${quoted(table.name)} rename constraint ${quoted(name)} to ${quoted(one.name)};`,
          ]),
    ],
    lock: locks.instant,
  });
}

/** Rows of both versions are allowed until the switch; says how the two are called till then. */
function meanwhile(
  planning: Planning,
  table: Table,
  one: ConstraintSchema,
  old: ConstraintSchema,
  swaps: readonly Swap[],
): { readonly name: string; readonly old: string } {
  const isCheck = one.kind === 'check' && old.kind === 'check';
  if (!isCheck || readsReplaced(old.definition, swaps, table.name)) {
    return { name: fittingName(`${one.name}__new`), old: old.name };
  }
  const both = fittingName(`${one.name}__both`);
  const condition = (each: ConstraintSchema): string => each.definition.replace(/^check /, '');
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      dropLine(table, old.name),
      `alter table ${quoted(table.name)} add ${constraintLine({
        ...one,
        name: both,
        definition: `check (${condition(old)} or ${condition(one)})`,
      })} not valid;`,
    ],
    what: {
      en: `${table.name}: values of both versions are allowed meanwhile`,
      zh: `${table.name}：暂时允许两个版本的值`,
    },
    lock: locks.instant,
  });
  return { name: one.name, old: both };
}

function buildUnique(planning: Planning, table: Table, one: ConstraintSchema): void {
  const definition = one.definition.replace(/^unique /, '');
  indexBeside(planning, table, { name: one.name, unique: true, definition });
  add(planning, {
    phase: 'switch',
    table: table.name,
    statements: [
      `alter table ${quoted(table.name)} add constraint ${quoted(one.name)} unique using index ${quoted(one.name)};`,
    ],
    what: { en: `${table.name}: ${one.name}`, zh: `${table.name}：${one.name}` },
    lock: locks.instant,
  });
}

/** What asked too much goes at once; what guarded a replaced column or a name goes with the switch. */
function remove(
  planning: Planning,
  table: Table,
  one: ConstraintSchema,
  swaps: readonly Swap[],
): void {
  const replaced = readsReplaced(one.definition, swaps, table.name);
  const late = one.kind === 'unique' || replaced;
  add(planning, {
    phase: late ? 'switch' : 'expand',
    table: table.name,
    statements: [dropLine(table, one.name)],
    what: { en: `${table.name}: ${one.name} goes`, zh: `${table.name}：去掉 ${one.name}` },
    lock: locks.instant,
  });
}

function dropLine(table: Table, name: string): string {
  return `alter table ${quoted(table.name)} drop constraint ${quoted(name)};`;
}
