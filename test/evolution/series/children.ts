import { newField } from './fields.ts';
import { descendants, isCounted, isReferred, plainEntity, plainField } from './parts.ts';
import type { EntityState, FieldState } from './parts.ts';
import type { Change, Series } from './series.ts';

function addChild(series: Series): string | null {
  const parent = series.pick(series.entities);
  if (series.entities.length - series.roots.length > 2) return null;
  const child = { ...plainEntity(series.fresh('C')), parent, module: parent.module };
  child.fields.push(newField(series, true), newField(series, true));
  series.entities.push(child);
  const field = ownedField(series, child);
  parent.fields.push(field);
  return `child ${parent.name}.${field.name} ${child.name}`;
}

/** Its own children leave with it. */
function dropChild(series: Series): string | null {
  const child = pickChild(series);
  if (child === null || series.isNew(child)) return null;
  const { parent } = child;
  const leaving = [child, ...descendants(series, child)];
  if (parent.fields.length < 2 || leaving.some((one) => series.isNew(one))) return null;
  const field = takeField(child);
  if (field === null) return null;
  for (const one of leaving) series.entities.splice(series.entities.indexOf(one), 1);
  series.lines.drops.push(child.name);
  return `drop ${parent.name}.${field.name} ${child.name}`;
}

/** A child becomes an entity of its own, that refers to what it was a part of. */
function freeChild(series: Series): string | null {
  const child = pickChild(series);
  if (child === null || child.parent.parent !== null) return null;
  const { parent } = child;
  const isTouched = series.isNew(child) || series.isNew(parent);
  if (isTouched || child.freed.length > 0 || parent.fields.length < 2 || series.roots.length > 3)
    return null;
  takeField(child);
  const placeOf = (id: string): number => child.places.get(id) ?? 0;
  const freed = child.ids.toSorted().sort((one, other) => placeOf(one) - placeOf(other));
  child.fields.push({
    ...plainField(fieldNameOf(parent), 'reference'),
    target: parent,
    cells: new Map(child.parents),
  });
  Object.assign(child, {
    parent: null,
    parents: new Map(),
    places: new Map(),
    freed,
  });
  return `free ${child.name} of ${parent.name}`;
}

/** The way back: the field that refers to the parent is there by itself. */
function adoptEntity(series: Series): string | null {
  const child = series.pick(series.roots);
  const field = child.fields.find(
    (one) => !one.optional && one.kind === 'reference' && one.name === fieldNameOf(one.target),
  );
  const parent = field?.target;
  if (!field || !parent || parent === child || !mayBeOwned(series, child, field)) return null;
  if (series.isNew(parent)) return null;
  child.fields.splice(child.fields.indexOf(field), 1);
  child.parent = parent;
  child.module = parent.module;
  for (const one of descendants(series, child)) one.module = parent.module;
  const freed = new Set(child.freed);
  const born = [...child.freed, ...child.ids.filter((one) => !freed.has(one))];
  for (const id of born) adopt(child, id, field.cells.get(id) ?? '');
  const own = ownedField(series, child);
  parent.fields.push(own);
  return `adopt ${child.name} by ${parent.name}.${own.name}`;
}

/** The next place among its brothers. */
export function adopt(child: EntityState, id: string, parentId: string): void {
  const brothers = [...child.parents.values()].filter((one) => one === parentId);
  child.parents.set(id, parentId);
  child.places.set(id, brothers.length);
}

function mayBeOwned(series: Series, one: EntityState, reference: FieldState): boolean {
  const isPlain = one.states.length === 0 && !one.soft && !one.audit && one.fields.length > 1;
  const own = one.fields.some(({ kind }) => kind === 'sequence' || kind === 'counter');
  const seen = isReferred(series, one) || isCounted(series, one) || isCounted(series, reference);
  return isPlain && !own && !seen && !series.isNew(one) && !series.isTouched(reference);
}

function fieldNameOf(parent: EntityState | null): string {
  return parent === null ? '' : parent.name.toLowerCase();
}

function ownedField(series: Series, child: EntityState): FieldState {
  return { ...plainField(series.fresh('f'), 'children'), child };
}

function pickChild(series: Series): (EntityState & { readonly parent: EntityState }) | null {
  const child = series.pick(series.entities);
  return isChild(child) ? child : null;
}

function isChild(one: EntityState): one is EntityState & { parent: EntityState } {
  return one.parent !== null;
}

/** Out of its parent. */
function takeField(child: EntityState): FieldState | null {
  const fields = child.parent?.fields ?? [];
  const index = fields.findIndex((one) => one.child === child);
  return index === -1 ? null : (fields.splice(index, 1)[0] ?? null);
}

export const children: readonly Change[] = [addChild, addChild, dropChild, freeChild, adoptEntity];
