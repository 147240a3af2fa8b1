import { isCounted, numbered, plainField } from './parts.ts';
import type { EntityState, FieldState } from './parts.ts';
import type { Change, Series } from './series.ts';

/** Rows that are there get numbers in the order of their ids. */
function addSequence(series: Series): string | null {
  const entity = series.pick(series.roots);
  if (entity.fields.some((one) => one.kind === 'sequence')) return null;
  const field = plainField(series.fresh('f'), 'sequence');
  const sequence = {
    prefix: `${series.pick(['A', 'No', 'X9'])}-`,
    width: 1 + series.random(6),
    yearly: series.random(2) === 0,
    taken: 0,
  };
  Object.assign(field, { sequence, unique: series.random(2) === 0 });
  for (const id of entity.ids.toSorted()) {
    sequence.taken += 1;
    field.cells.set(id, numbered(sequence, sequence.taken));
  }
  entity.fields.push(field);
  return `sequence ${entity.name}.${field.name}`;
}

/** New numbers are written otherwise, and go on. */
function reformat(series: Series): string | null {
  const found = fieldOf(series, 'sequence');
  const sequence = found?.field.sequence;
  if (!found || !sequence || series.isTouched(found.field)) return null;
  sequence.prefix = `${series.fresh('p')}-`;
  sequence.width = 1 + series.random(6);
  return `format ${found.entity.name}.${found.field.name}`;
}

function endSequence(series: Series): string | null {
  const found = fieldOf(series, 'sequence');
  if (found === null || series.isTouched(found.field) || series.random(2) === 0) return null;
  Object.assign(found.field, { kind: 'string', sequence: null });
  return `no sequence ${found.entity.name}.${found.field.name}`;
}

/** Of the rows that refer to an entity by one of their fields. */
function addCounter(series: Series): string | null {
  const all = series.roots.flatMap((entity) => entity.fields.map((field) => ({ entity, field })));
  const referring = all.filter(({ field }) => field.target !== null);
  if (referring.length === 0) return null;
  const { entity, field } = series.pick(referring);
  const { target } = field;
  if (target === null || isCounted(series, field)) return null;
  const counter = plainField(series.fresh('f'), 'counter');
  Object.assign(counter, { counter: { inverse: series.fresh('i'), entity, field } });
  target.fields.push(counter);
  return `counter ${target.name}.${counter.name} of ${entity.name}.${field.name}`;
}

function fieldOf(
  series: Series,
  kind: 'sequence',
): { readonly entity: EntityState; readonly field: FieldState } | null {
  const entity = series.pick(series.entities);
  const field = entity.fields.find((one) => one.kind === kind);
  return field === undefined ? null : { entity, field };
}

/** Of fields that the database fills. */
export const derived: readonly Change[] = [addSequence, reformat, endSequence, addCounter];
