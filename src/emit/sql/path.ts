import type { Entity, Field, SystemField } from '../../model/model.ts';
import { parentColumn, systemColumns } from '../expression/sql.ts';
import { joinTables } from './table.ts';
import { quoted } from './text.ts';

/** Makes the condition on the column at the end of a path. */
type Condition = (column: string, many: boolean) => string;

/**
 * The condition that what `path` leads to, from a row of `entity`, fulfils; through a collection:
 * that one of its elements does.
 */
export function pathCondition(
  entity: Entity,
  path: readonly (Field | SystemField)[],
  condition: Condition,
  alias: string = entity.names.table,
  depth = 1,
): string {
  const [first, ...rest] = path;
  if (first === undefined) return condition(column(alias, 'id'), false);
  if (typeof first === 'string') return condition(column(alias, systemColumns[first]), false);
  const { type } = first;
  const within = (target: Entity, table: string, link: (alias: string) => string): string => {
    const inner = `${table}_${depth}`;
    const deeper = pathCondition(target, rest, condition, inner, depth + 1);
    return `exists (select from ${quoted(table)} as ${quoted(inner)} where ${link(inner)} and ${deeper})`;
  };
  if (type.kind === 'owned') {
    return within(
      type.entity,
      type.entity.names.table,
      (inner) => `${column(inner, parentColumn(type.entity))} = ${column(alias, 'id')}`,
    );
  }
  if (type.kind === 'inverse') return throughInverse(type.entity, type.field, alias, within);
  if (first.joinTable !== null) return throughSet(entity, first, rest, condition, alias, depth);
  const own = ownColumn(first, rest);
  if (own !== null) return condition(column(alias, own.name), own.many);
  if (type.kind === 'reference') {
    const [target] = type.targets;
    const [id] = first.columns;
    if (target !== undefined && id !== undefined) {
      return within(
        target,
        target.names.table,
        (inner) => `${column(inner, 'id')} = ${column(alias, id.name)}`,
      );
    }
  }
  throw new Error(`${entity.names.code}.${first.name} leads to no column`);
}

/** A field's own column: its id for a reference that is not followed further. */
function ownColumn(
  field: Field,
  rest: readonly (Field | SystemField)[],
): { readonly name: string; readonly many: boolean } | null {
  const inside = rest.map((step) => (typeof step === 'string' ? step : step.name));
  const isReference = field.type.kind === 'reference';
  const found = field.columns.find((one) =>
    inside.length === 0 || (isReference && inside.join('.') === 'id')
      ? one.path.length === 0 || one.sqlType === 'uuid'
      : one.path.join('.') === inside.join('.'),
  );
  return found === undefined ? null : { name: found.name, many: found.sqlType.endsWith('[]') };
}

function throughInverse(
  entity: Entity,
  by: Field,
  alias: string,
  within: (target: Entity, table: string, link: (alias: string) => string) => string,
): string {
  const join = joinTables(entity).find((one) => one.field === by);
  if (join !== undefined) {
    return within(
      entity,
      entity.names.table,
      (inner) =>
        `exists (select from ${quoted(join.name)} where ${quoted(join.ownerColumn)} = ${column(inner, 'id')} and ${quoted(join.targetColumn)} = ${column(alias, 'id')})`,
    );
  }
  const id = by.columns.find((one) => one.sqlType === 'uuid');
  if (id === undefined) throw new Error(`${by.name} is not stored`);
  return within(
    entity,
    entity.names.table,
    (inner) => `${column(inner, id.name)} = ${column(alias, 'id')}`,
  );
}

function throughSet(
  entity: Entity,
  field: Field,
  rest: readonly (Field | SystemField)[],
  condition: Condition,
  alias: string,
  depth: number,
): string {
  const join = joinTables(entity).find((one) => one.field === field);
  if (join === undefined) throw new Error(`${field.name} has no join table`);
  const inner = `${join.name}_${depth}`;
  const member = column(inner, join.targetColumn);
  const deeper =
    rest.length === 0 || rest[0] === 'id'
      ? condition(member, false)
      : `${member} in (select "id" from ${quoted(join.target.names.table)} as ${quoted(`${inner}_target`)} where ${pathCondition(join.target, rest, condition, `${inner}_target`, depth + 1)})`;
  return `exists (select from ${quoted(join.name)} as ${quoted(inner)} where ${column(inner, join.ownerColumn)} = ${column(alias, 'id')} and ${deeper})`;
}

export function column(alias: string, name: string): string {
  return `${quoted(alias)}.${quoted(name)}`;
}

/** Selects the ids that `path` leads to from the rows of `entity` that `where` keeps. */
export function ownerIds(
  entity: Entity,
  path: readonly Field[],
  where: (alias: string) => string,
): string {
  let alias = 'row_0';
  let at = entity;
  let from = `${quoted(entity.names.table)} as ${quoted(alias)}`;
  let answer = column(alias, 'id');
  path.forEach((field, index) => {
    const next = `row_${index + 1}`;
    const step = joinStep(at, field, alias, next);
    const isLast = index === path.length - 1;
    if (isLast && step.id !== null) {
      answer = step.id;
      from += step.link ?? '';
      return;
    }
    from += `${step.link ?? ''} join ${quoted(step.target.names.table)} as ${quoted(next)} on ${step.on}`;
    answer = column(next, 'id');
    alias = next;
    at = step.target;
  });
  return `select distinct ${answer} as "id" from ${from} where ${where('row_0')} and ${answer} is not null`;
}

interface Step {
  readonly target: Entity;
  /** A join table on the way. */
  readonly link: string | null;
  readonly on: string;
  /** The id of the target, when it can be told without joining it. */
  readonly id: string | null;
}

function joinStep(at: Entity, field: Field, alias: string, next: string): Step {
  const { type } = field;
  if (type.kind === 'owned') {
    const on = `${column(next, parentColumn(type.entity))} = ${column(alias, 'id')}`;
    return { target: type.entity, link: null, on, id: null };
  }
  if (type.kind === 'inverse') {
    const [by] = type.field.columns;
    const on = `${column(next, by?.name ?? '')} = ${column(alias, 'id')}`;
    return { target: type.entity, link: null, on, id: null };
  }
  const set = joinTables(at).find((one) => one.field === field);
  if (set !== undefined) {
    const through = `${next}_set`;
    const link = ` join ${quoted(set.name)} as ${quoted(through)} on ${column(through, set.ownerColumn)} = ${column(alias, 'id')}`;
    const id = column(through, set.targetColumn);
    return { target: set.target, link, on: `${column(next, 'id')} = ${id}`, id };
  }
  const [target] = type.kind === 'reference' ? type.targets : [];
  const stored = field.columns.find((one) => one.sqlType === 'uuid');
  if (target === undefined || stored === undefined) throw new Error(`${field.name} leads nowhere`);
  const id = column(alias, stored.name);
  return { target, link: null, on: `${column(next, 'id')} = ${id}`, id };
}
