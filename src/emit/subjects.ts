import type { Position, Range } from '../diagnostic.ts';
import type { Entity, Model } from '../model/model.ts';
import type { Each, Subjects } from './define.ts';

/** What an emitter of each kind is run for, in the PRD's order. */
export const subjectsOf: { readonly [Kind in Each]: (model: Model) => readonly Subjects[Kind][] } =
  {
    project: (model) => [model],
    module: (model) => model.modules,
    entity: (model) => model.entities,
    root: (model) => model.roots,
    owned: (model) => model.entities.filter((entity) => entity.kind === 'owned'),
    field: (model) =>
      model.roots.flatMap((entity) =>
        entity.fields.map((field) => ({ entity, field, at: field.at })),
      ),
    command: (model) => model.roots.flatMap((entity) => entity.commands),
    query: (model) => model.roots.flatMap((entity) => entity.queries),
    value: (model) => model.values,
    enum: (model) => model.enums,
    saga: (model) => model.sagas,
    service: (model) => model.services,
    requirement: (model) => model.requirements,
  };

/** The places of the PRD that a file about the subject follows. */
export function causesOf(subject: Subjects[Each]): readonly Range[] {
  if ('entities' in subject && 'reactions' in subject) return [spanOfModel(subject)];
  if ('names' in subject) return [spanOfEntity(subject)];
  if ('entity' in subject) return [subject.entity.at, subject.at];
  return [subject.at];
}

const spans = new WeakMap<Entity | Model, Range>();

/** From the name to the last thing that is said of the entity; what is there by itself stands at the name. */
function spanOfEntity(entity: Entity): Range {
  const known = spans.get(entity);
  if (known !== undefined) return known;
  const span = spanOf(entity.at, [
    ...entity.fields,
    ...(entity.lifecycle?.moves ?? []),
    ...entity.rules,
    ...entity.uniques,
    ...entity.indexes,
    ...entity.commands,
    ...entity.queries,
  ]);
  spans.set(entity, span);
  return span;
}

function spanOfModel(model: Model): Range {
  const known = spans.get(model);
  if (known !== undefined) return known;
  const entities = model.entities.map((entity) => ({ at: spanOfEntity(entity) }));
  const span = spanOf(model.at, [...model.roles, ...entities, ...model.events, ...model.services]);
  spans.set(model, span);
  return span;
}

function spanOf(start: Range, parts: readonly { readonly at: Range }[]): Range {
  const ends = parts.map(({ at }) => at.end);
  return { start: start.start, end: ends.reduce(later, start.end) };
}

function later(one: Position, other: Position): Position {
  return other.offset > one.offset ? other : one;
}
