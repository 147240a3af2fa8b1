import { fittingName, quoted } from '../../emit/sql/text.ts';
import { freeName } from '../database.ts';
import { add, locks } from '../planning.ts';
import type { Planning } from '../planning.ts';
import type { Table } from '../snapshot.ts';

/** An index, or a constraint that stands on one: their names are one space, whatever the table. */
interface Holder {
  readonly table: Table;
  readonly kind: 'index' | 'constraint';
}

function holderOf(planning: Planning, name: string): Holder | null {
  for (const table of planning.work.tables) {
    if (table.indexes.some((one) => one.name === name)) return { table, kind: 'index' };
    const standing = table.constraints.filter(
      (one) => one.kind === 'unique' || one.kind === 'exclude',
    );
    if (standing.some((one) => one.name === name)) return { table, kind: 'constraint' };
  }
  return null;
}

/** Makes a name free that is still borne by what goes with the switch, or by what left. */
export function clearName(planning: Planning, name: string): void {
  const holder = holderOf(planning, name);
  if (holder === null) return;
  const taken = planning.work.tables.flatMap((table) => [
    ...table.indexes.map((one) => one.name),
    ...table.constraints.map((one) => one.name),
  ]);
  renameRelation(planning, name, freeName(taken, fittingName(`${name}__old`)));
}

export function renameRelation(planning: Planning, from: string, to: string): void {
  const holder = holderOf(planning, from);
  if (holder === null) throw new Error(`no index ${from}`);
  const { table, kind } = holder;
  const statement =
    kind === 'index'
      ? `alter index ${quoted(from)} rename to ${quoted(to)};`
      : `alter table ${quoted(table.name)} rename constraint ${quoted(from)} to ${quoted(to)};`;
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [statement],
    what: { en: `${from} is called ${to} now`, zh: `${from} 改名为 ${to}` },
    lock: kind === 'index' ? locks.concurrently : locks.instant,
  });
  const renamed = <T extends { readonly name: string }>(one: T): T =>
    one.name === from ? { ...one, name: to } : one;
  table.indexes = table.indexes.map(renamed);
  table.constraints = table.constraints.map(renamed);
}

/** Renames of indexes and unique constraints over all tables, whatever places they change. */
export function renameRelations(
  planning: Planning,
  renames: readonly { readonly from: string; readonly to: string }[],
): void {
  const current = new Map(renames.map((one) => [one.from, one.from]));
  for (const { from, to } of renames) {
    const name = current.get(from) ?? from;
    const waiting = renames.find((one) => current.get(one.from) === to);
    if (waiting !== undefined) {
      const aside = fittingName(`${to}__old`);
      renameRelation(planning, to, aside);
      current.set(waiting.from, aside);
    } else {
      clearName(planning, to);
    }
    renameRelation(planning, name, to);
    current.set(from, to);
  }
}
