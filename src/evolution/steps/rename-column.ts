import { quoted } from '../../emit/sql/text.ts';
import { columnNamed, renameColumn } from '../database.ts';
import type { OldName } from '../names/work.ts';
import { PLACE } from '../value.ts';
import { add, asideName, locks, noteRenamedColumn, workTable } from '../planning.ts';
import type { Planning } from '../planning.ts';
import { canKeepBoth } from './keep-both.ts';
import { meaningMoved } from './meaning.ts';
import { dropStaleTriggers } from './passing-trigger.ts';
import { placesOf } from './translation.ts';
import type { NamedColumn, Table } from '../snapshot.ts';

interface Renamed {
  from: string;
  readonly to: string;
}

/** Finds the column that holds each wanted column's values, and renames those whose values stay. */
export function renameColumns(planning: Planning): void {
  for (const target of planning.target.tables) {
    if (!planning.work.tables.some((one) => one.name === target.name)) continue;
    const table = workTable(planning, target.name);
    const origins = originsOf(planning, table);
    const pending: Renamed[] = [];
    const all = [...origins].map(([to, from]) => ({ from, to }));
    for (const { from, to } of all) {
      const wanted = target.columns.find((one) => one.name === to);
      const sameType = columnNamed(table, from).sqlType === wanted?.sqlType;
      const isMoved = meaningMoved(planning, table.name, to) !== null;
      const isTranslated = placesOf(planning).has(`${table.name}.${to}`);
      if (from === to || !sameType || isMoved || isTranslated) continue;
      if (canKeepBoth(planning, table, from, wanted, all)) {
        planning.keptBoth.add(`${target.name}.${to}`);
      } else {
        pending.push({ from, to });
      }
    }
    renameAll(planning, table, pending, origins);
    planning.origins.set(target.name, origins);
  }
}

function originsOf(planning: Planning, table: Table): Map<string, string> {
  const origins = new Map<string, string>();
  for (const entity of planning.old.filter((one) => one.kind === 'entity')) {
    if (entity.now?.table === table.name) {
      for (const field of entity.children) {
        if (field.now?.table === null) fromField(planning, field, origins);
      }
      fromMoves(planning, entity, origins);
    }
    const set = entity.children.find((one) => one.now?.table === table.name && one.table !== null);
    if (set?.now) fromPaths(set.columns, set.now.columns, (path) => path, origins);
  }
  const tenant = planning.before.tenancy?.column;
  const nextTenant = planning.after.tenancy?.column;
  const known = new Set(table.columns.map((one) => one.name));
  const wanted = planning.target.tables.find((one) => one.name === table.name)?.columns ?? [];
  const hasTenant = wanted.some((one) => one.name === nextTenant);
  if (tenant !== undefined && nextTenant !== undefined && known.has(tenant) && hasTenant) {
    origins.set(nextTenant, tenant);
  }
  const taken = new Set(origins.values());
  for (const { name } of wanted) {
    if (
      !origins.has(name) &&
      known.has(name) &&
      !taken.has(name) &&
      isSystem(planning, table, name) &&
      !isFormerPlace(table, name)
    ) {
      origins.set(name, name);
    }
  }
  return origins;
}

/** Of rows that were elements before: rows have come, gone and moved since. */
function isFormerPlace(table: Table, name: string): boolean {
  return name === PLACE && columnNamed(table, name).left !== null;
}

/** A column that no field declares, before and after. */
function isSystem(planning: Planning, table: Table, name: string): boolean {
  const entity = planning.next.find((one) => one.table === table.name);
  return entity?.children.some((one) => one.columns.some((each) => each.name === name)) !== true;
}

function fromField(planning: Planning, field: OldName, origins: Map<string, string>): void {
  if (field.now === null || field.table !== null) return;
  const object = field.type.replace(/^value /, '').replace(/\[\]$/, '');
  const members = planning.old.find((one) => one.kind === 'object' && one.was === object);
  fromPaths(field.columns, field.now.columns, (path) => renamedPath(path, members), origins);
}

function fromPaths(
  before: readonly NamedColumn[],
  after: readonly NamedColumn[],
  renamed: (path: readonly string[]) => readonly string[],
  origins: Map<string, string>,
): void {
  for (const column of before) {
    const path = renamed(column.path).join('.');
    const match =
      after.find((one) => one.path.join('.') === path) ??
      // One target or several: the id is the same.
      after.find(
        (one) => column.sqlType === 'uuid' && one.sqlType === 'uuid' && isId(column) && isId(one),
      );
    if (match !== undefined) origins.set(match.name, column.name);
  }
}

function isId({ path }: NamedColumn): boolean {
  return path.length === 0 || path.join('.') === 'id';
}

function renamedPath(path: readonly string[], members: OldName | undefined): readonly string[] {
  const [head, ...rest] = path;
  const member = members?.children.find((one) => one.was === head);
  return head === undefined ? path : [member?.name ?? head, ...rest];
}

function fromMoves(planning: Planning, entity: OldName, origins: Map<string, string>): void {
  for (const move of planning.applied.moves.filter((one) => one.from.parent === entity)) {
    const field = entity.now?.children.find((one) => one.name === move.to[1]);
    const path = move.to.slice(2).join('.');
    const to = field?.columns.find((one) => one.path.join('.') === path);
    const from = move.from.columns.find((one) => one.path.join('.') === move.fromPath.join('.'));
    if (to !== undefined && from !== undefined) origins.set(to.name, from.name);
  }
}

function renameAll(
  planning: Planning,
  table: Table,
  pending: Renamed[],
  origins: Map<string, string>,
): void {
  while (pending.length > 0) {
    const ready = pending.findIndex(({ to }) => !pending.some((one) => one.from === to));
    const [next] = pending.splice(Math.max(ready, 0), 1);
    if (next === undefined) return;
    if (ready >= 0) {
      makeColumnWay(planning, table, next.to, origins);
      rename(planning, table, next.from, next.to);
      origins.set(next.to, next.to);
      continue;
    }
    const aside = asideName(
      planning,
      table.columns.map((one) => one.name),
      next.from,
    );
    rename(planning, table, next.from, aside);
    pending.push({ from: aside, to: next.to });
  }
}

/** A column that stands in the way goes aside, whether it left or waits for another type. */
export function makeColumnWay(
  planning: Planning,
  table: Table,
  name: string,
  origins: Map<string, string>,
): void {
  const other = table.columns.find((one) => one.name === name);
  if (other === undefined) return;
  const aside = asideName(
    planning,
    table.columns.map((one) => one.name),
    name,
  );
  rename(planning, table, name, aside);
  for (const [to, from] of origins) if (from === name) origins.set(to, aside);
}

export function rename(planning: Planning, table: Table, from: string, to: string): void {
  dropStaleTriggers(planning, table.name, from);
  // A table with another name leaves a view that has the old names.
  const isLost = columnNamed(table, from).left === null && !planning.formerTables.has(table.name);
  const stop = isLost ? { en: '; stop the old processes first', zh: '；须先停止旧进程' } : null;
  renameColumn(table, from, to);
  noteRenamedColumn(planning, table.name, from, to);
  renameInNames(planning, table.name, from, to);
  add(planning, {
    phase: 'expand',
    table: table.name,
    statements: [
      `alter table ${quoted(table.name)} rename column ${quoted(from)} to ${quoted(to)};`,
    ],
    what: {
      en: `${table.name}.${from} becomes ${to}${stop?.en ?? ''}`,
      zh: `${table.name}.${from} 改名为 ${to}${stop?.zh ?? ''}`,
    },
    lock: locks.instant,
  });
}

/** Names that left still know their columns. */
export function renameInNames(planning: Planning, table: string, from: string, to: string): void {
  for (const entity of planning.old.filter(
    (one) => one.now?.table === table || one.table === table,
  )) {
    for (const field of entity.children) {
      if (field.table !== null) continue;
      const columns = field.columns.map((one) => (one.name === from ? { ...one, name: to } : one));
      Object.assign(field, { columns });
    }
  }
}
