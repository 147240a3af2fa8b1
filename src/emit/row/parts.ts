import type { Entity, Field, Model } from '../../model/model.ts';
import { recordsEvents } from '../features.ts';
import { descendants, joinTables, ownedFields, tenantColumn } from '../sql/table.ts';
import type { JoinTable } from '../sql/table.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { childrenToRows } from './symbols.ts';

/** A table that is saved with its root: of owned children or of a set. */
export type Part =
  | { readonly kind: 'child'; readonly table: string; readonly entity: Entity; readonly rows: Code }
  | { readonly kind: 'set'; readonly table: string; readonly join: JoinTable; readonly rows: Code };

/** All that belongs to a root beside its own row, with the rows of it that follow from `state`. */
export function partsOf(root: Entity): readonly Part[] {
  return partsBelow(root, null);
}

/** The parts whose rows hang on the root itself: deleting theirs deletes all below. */
export function topParts(root: Entity): readonly Part[] {
  const own = new Set([
    ...ownedFields(root).map(({ child }) => child.names.table),
    ...joinTables(root).map((join) => join.name),
  ]);
  return partsOf(root).filter((part) => own.has(part.table));
}

export function partsNeedTenant(root: Entity, model: Model): boolean {
  return descendants(root).some((child) => tenantColumn(child, model) !== null);
}

/** Parameters of the insert: parts, tenant, row, events, as far as there are any. */
export function insertPlaces(entity: Entity, model: Model) {
  const parts = partsOf(entity).length;
  const tenants = tenantColumn(entity, model) === null ? 0 : 1;
  const row = parts + tenants + 1;
  return {
    tenant: parts + 1,
    row,
    events: recordsEvents(entity, model) ? row + 1 : null,
  };
}

/** `holders`: an expression of the elements that hold the parts; null for the root's state itself. */
function partsBelow(entity: Entity, holders: Code | null): readonly Part[] {
  return [
    ...ownedFields(entity).flatMap(({ field, child }): Part[] => {
      const elements = elementsOf(field, holders);
      const write = childrenToRows(child);
      const rows =
        holders === null
          ? code`${write}(${elements}, state.id)`
          : code`${holders}.flatMap((one) => ${write}(${elementsOf(field, code`one`)}, one.id))`;
      return [
        { kind: 'child', table: child.names.table, entity: child, rows },
        ...partsBelow(child, elements),
      ];
    }),
    ...joinTables(entity).map((join): Part => ({
      kind: 'set',
      table: join.name,
      join,
      rows:
        holders === null
          ? setRows(join, code`state`)
          : code`${holders}.flatMap((one) => ${setRows(join, code`one`)})`,
    })),
  ];
}

/** The elements of a field, over all holders. */
function elementsOf(field: Field, holders: Code | null): Code {
  const name = field.stateMember;
  if (holders === null) return asList(field, code`state.${name}`);
  if (holders.parts.join('') === 'one') return asList(field, code`one.${name}`);
  return code`${holders}.flatMap((one) => ${asList(field, code`one.${name}`)})`;
}

function asList(field: Field, value: Code): Code {
  if (field.many) return value;
  return field.optional ? code`(${value} === null ? [] : [${value}])` : code`[${value}]`;
}

function setRows(join: JoinTable, holder: Code): Code {
  return code`${holder}.${join.field.stateMember}.map((id, position) => ({
    ${join.ownerColumn}: ${holder}.id,
    ${join.targetColumn}: id,
    position,
  }))`;
}
