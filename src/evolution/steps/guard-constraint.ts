import type { ConstraintSchema } from '../../emit/sql/database.ts';
import { quoted } from '../../emit/sql/text.ts';
import { readsColumn, withColumns } from '../database.ts';
import { entityOf, fieldOfColumn, formerTable, inFormerNames, syntaxOf } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';
import { addBatch, addGuard, BATCH } from './batch.ts';
import { guardOverlap } from './guard-overlap.ts';
import type { Swap } from './change-type.ts';

/** Counts the rows that a new constraint refuses, before anything has changed. */
export function guardConstraint(
  planning: Planning,
  table: Table,
  one: ConstraintSchema,
  swaps: readonly Swap[],
): void {
  if (heldBefore(planning, table, one.definition)) return;
  const swap = swaps.find(
    (each) => each.table === table.name && readsColumn(one.definition, each.name),
  );
  if (one.kind === 'check' && swap?.cast) return guardCast(planning, table, one, swap, swap.cast);
  if (!isToldBefore(planning, table, one.definition, swaps)) return;
  switch (one.kind) {
    case 'check':
      return guardCheck(planning, table, one);
    case 'unique':
      return guardUnique(planning, table, one.definition.replace(/^unique /, ''), swaps);
    case 'foreign':
      return guardReference(planning, table, one);
    case 'exclude':
      return guardOverlap(planning, table, one.definition);
  }
}

/** Whether all columns it reads were there, with the values that they will have. */
export function isToldBefore(
  planning: Planning,
  table: Table,
  definition: string,
  swaps: readonly Swap[],
): boolean {
  const former = planning.before.database.tables.find(
    (one) => one.name === formerTable(planning, table.name),
  );
  const names = planning.formerColumns.get(table.name) ?? new Map<string, string>();
  return table.columns
    .filter((one) => readsColumn(definition, one.name))
    .every((one) => {
      const name = names.get(one.name) ?? one.name;
      // Values that are only called otherwise were there; the name alone may have been another's.
      const renamed = names.has(one.name);
      const swapped = swaps.some(
        (swap) => swap.table === table.name && swap.name === one.name && !(swap.both && renamed),
      );
      const place = `${table.name}.${one.name}`;
      const filled = planning.changedValues.has(place) || planning.added.has(place);
      const there = former?.columns.some((each) => each.name === name) === true;
      return there && !swapped && !filled;
    });
}

/** Asked of the same values already, under the names that they had. */
function heldBefore(planning: Planning, table: Table, definition: string): boolean {
  const former = planning.before.database.tables.find(
    (one) => one.name === formerTable(planning, table.name),
  );
  const text = inFormerNames(planning, table.name, definition);
  const held = [...(former?.constraints ?? []), ...(former?.indexes ?? [])];
  const isSame = held.some((one) => one.definition === text);
  return isSame && isToldBefore(planning, table, definition, []);
}

const HERE = '\0';

/** A check on values that are yet to be cast. */
function guardCast(
  planning: Planning,
  table: Table,
  one: ConstraintSchema,
  swap: Swap,
  cast: (value: string) => string,
): void {
  const former = inFormerNames(planning, table.name, quoted(swap.from));
  const condition = withColumns(one.definition, new Map([[swap.name, HERE]]));
  const value = `(${cast(former)})`;
  guardCheck(planning, table, {
    ...one,
    definition: condition.replaceAll(quoted(HERE), () => value),
  });
}

function guardCheck(planning: Planning, table: Table, one: ConstraintSchema): void {
  const condition = inFormerNames(planning, table.name, one.definition.replace(/^check /, ''));
  addGuard(planning, {
    table: table.name,
    query: `select * from ${quoted(formerTable(planning, table.name))} where not ${condition}`,
    message: {
      en: `rows of ${table.name} break ${one.name}`,
      zh: `${table.name} 的行不满足 ${one.name}`,
    },
    write: {
      en: 'correct the rows, or take the tightening out of the PRD; a value that goes needs `retire`',
      zh: '请先修正这些行，或撤销 PRD 中的收紧；要去掉的值需写 `retire`',
    },
  });
}

/** `("a", lower("b")) where …`: rows that share a value. */
export function guardUnique(
  planning: Planning,
  table: Table,
  definition: string,
  swaps: readonly Swap[],
): void {
  if (!isToldBefore(planning, table, definition, swaps)) return;
  const former = inFormerNames(planning, table.name, definition);
  const [, columns = '', where] =
    /^\(((?:[^()"]|"(?:[^"]|"")*"|lower\("(?:[^"]|"")*"\))*)\)(?: where ([^]*))?$/.exec(former) ??
    [];
  if (columns === '') return;
  const present = columns
    .split(/, (?=["l])/)
    .map((one) => `${one} is not null`)
    .join(' and ');
  addGuard(planning, {
    table: table.name,
    query: `select ${columns}, count(*) as "rows" from ${quoted(formerTable(planning, table.name))} where ${present}${where === undefined ? '' : ` and (${where})`} group by ${columns} having count(*) > 1`,
    message: {
      en: `values of ${table.name} (${columns.replaceAll('"', '')}) stand in more than one row`,
      zh: `${table.name}（${columns.replaceAll('"', '')}）的值在多行中重复`,
    },
    write: {
      en: 'make the rows differ or merge them, or take `unique` out of the PRD',
      zh: '请先消除重复，或去掉 PRD 中的 `unique`',
    },
  });
}

function guardReference(planning: Planning, table: Table, one: ConstraintSchema): void {
  const [, column = ''] = /^foreign key \("((?:[^"]|"")*)"\)/.exec(one.definition) ?? [];
  const target = planning.before.database.tables.find(
    (each) => each.name === formerTable(planning, one.target ?? ''),
  );
  if (target === undefined) return;
  if (deletesOrphans(planning, table.name, column)) {
    const orphaned = `${quoted(column)} is not null and not exists (select from ${quoted(one.target ?? '')} as "other" where "other"."id" = ${quoted(table.name)}.${quoted(column)})`;
    return addBatch(planning, {
      table: table.name,
      statement: `delete from ${quoted(table.name)} where ${BATCH} and ${orphaned};`,
      what: {
        en: `rows of ${table.name} that lead nowhere by ${column} are deleted, as \`orphans(delete)\` says`,
        zh: `按 \`orphans(delete)\` 删除 ${table.name} 中 ${column} 无所指的行`,
      },
      reversible: false,
    });
  }
  const name = inFormerNames(planning, table.name, `"${column}"`);
  const former = quoted(formerTable(planning, table.name));
  addGuard(planning, {
    table: table.name,
    query: `select * from ${former} as "one" where "one".${name} is not null and not exists (select from ${quoted(target.name)} as "other" where "other"."id" = "one".${name})`,
    message: {
      en: `rows of ${table.name} lead by ${column} to rows of ${target.name} that are not there`,
      zh: `${table.name} 的 ${column} 指向不存在的 ${target.name} 行`,
    },
    write: {
      en: 'write `orphans(delete)` at the reference, or correct the rows',
      zh: '请在该引用上写 `orphans(delete)`，或先修正这些行',
    },
  });
}

function deletesOrphans(planning: Planning, table: string, column: string): boolean {
  const entity = entityOf(planning, table);
  const mods = syntaxOf(planning, entity, fieldOfColumn(entity, column))?.mods ?? [];
  return mods.some((mod) => mod.kind === 'orphans' && mod.action === 'delete');
}
