import { fittingName } from '../emit/sql/text.ts';
import type { Field, Model } from '../model/model.ts';
import type { Document, ModSyntax } from '../prd/index.ts';
import { widensInPlace } from './conversion.ts';
import { freeName } from './database.ts';
import { applyLines } from './names/apply-lines.ts';
import type { Applied } from './names/apply-lines.ts';
import { linesOf } from './names/lines.ts';
import { matchNames } from './names/match.ts';
import { nameTree } from './names/tree.ts';
import type { NewName } from './names/tree.ts';
import { oldNames } from './names/work.ts';
import type { OldName } from './names/work.ts';
import { Problems } from './problems.ts';
import type { Snapshot, Table } from './snapshot.ts';
import { isOtherMeaning } from './steps/meaning.ts';

/**
 * By `Entity.field`: the column that a field has until contract, since the code of the last version
 * uses the field's own name for values of another type or another field.
 */
export type Waiting = Readonly<Record<string, string>>;

interface Input {
  readonly before: Snapshot | null;
  /** With the columns that the PRD asks for. */
  readonly after: Model;
  readonly document: Document;
  readonly contract: boolean;
}

export function waitingNames({ before, after, document, contract }: Input): Waiting {
  if (before === null) return {};
  const old = oldNames(before.names);
  const next = nameTree(after, document);
  // What is wrong with the lines is told when the plan is made.
  const unheard = new Problems(document.lang, document.path);
  const applied = applyLines(linesOf(document), old, next, before.lines, unheard);
  matchNames(old, next, unheard);
  const waiting: Record<string, string> = {};
  for (const entity of old) {
    const { now } = entity;
    const table = before.database.tables.find((one) => one.name === entity.table);
    if (entity.kind !== 'entity' || entity.wasLeft || now === null || !table) continue;
    for (const one of now.children) {
      const { field } = one;
      if (field === null || one.columns.length === 0 || one.table !== null) continue;
      const path = `${now.name}.${one.name}`;
      const source = entity.children.find((each) => each.now === one && !each.wasLeft);
      const waits = source && before.waiting?.[`${entity.was}.${source.was}`];
      const stays = waits && !contract && one.name === source.was && isSame(old, source, one);
      if (stays) waiting[path] = waits;
      else if (isTaken({ names: old, entity, applied }, one, table))
        waiting[path] = nameFor(field, table, before);
    }
  }
  return waiting;
}

interface Known {
  readonly names: readonly OldName[];
  readonly entity: OldName;
  readonly applied: Applied;
}

function isTaken(known: Known, wanted: NewName, table: Table): boolean {
  return wanted.columns.some((column) => {
    const there = table.columns.find((each) => each.name === column.name);
    return there?.left === null && !holds(known, wanted, column, there.name);
  });
}

/** Whether the values under `name` are those that the column is to have. */
function holds(
  { names, entity, applied: { moves } }: Known,
  wanted: NewName,
  column: NewName['columns'][number],
  name: string,
): boolean {
  const owner = entity.children.find(
    (one) => !one.wasLeft && one.table === null && one.columns.some((each) => each.name === name),
  );
  // A column of the system is nobody's to take over.
  if (owner === undefined) return true;
  const before = owner.columns.find((one) => one.name === name);
  const isMoved = moves.some(
    (one) =>
      one.from === owner &&
      one.to[1] === wanted.name &&
      one.to.slice(2).join('.') === column.path.join('.'),
  );
  if (before === undefined || isMoved) return true;
  if (owner.now !== wanted) return false;
  return fits(before.sqlType, column.sqlType) && !isOtherMeaning(names, owner);
}

function isSame(names: readonly OldName[], source: OldName, wanted: NewName): boolean {
  if (isOtherMeaning(names, source)) return false;
  return wanted.columns.every((column) => {
    const path = column.path.join('.');
    const before = source.columns.find((one) => one.path.join('.') === path);
    return before === undefined || fits(before.sqlType, column.sqlType);
  });
}

function fits(before: string, after: string): boolean {
  return before === after || widensInPlace(before, after);
}

function nameFor(field: Field, table: Table, before: Snapshot): string {
  const [first] = field.columns;
  const suffix = first?.path.length ? `_${first.path.join('_')}` : '';
  const own = first?.name ?? field.name;
  const base = own.endsWith(suffix) ? own.slice(0, own.length - suffix.length) : own;
  const tag = String(before.migrations + 1).padStart(4, '0');
  const taken = table.columns.map((one) => one.name);
  return freeName(taken, fittingName(`${base}__${tag}`));
}

/** The document with these columns, as if the PRD had asked for them. */
export function withWaiting(document: Document, waiting: Waiting): Document {
  return {
    ...document,
    entities: document.entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) => {
        const name = waiting[`${entity.name.code}.${field.name.code}`];
        if (name === undefined) return field;
        const column: ModSyntax = { kind: 'column', name, at: field.at };
        return { ...field, mods: [...field.mods.filter((mod) => mod.kind !== 'column'), column] };
      }),
    })),
  };
}
