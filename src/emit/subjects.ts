import type { Range } from '../diagnostic.ts';
import type { Model } from '../model/model.ts';
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
    service: (model) => model.services,
    requirement: (model) => model.requirements,
  };

/** The places of the PRD that a file about the subject follows. */
export function causesOf(subject: Subjects[Each]): readonly Range[] {
  const own = subject.at;
  if (!('entity' in subject)) return [own];
  const entity = subject.entity.at;
  const isInside = own.start.offset >= entity.start.offset && own.end.offset <= entity.end.offset;
  return isInside ? [own] : [entity, own];
}
