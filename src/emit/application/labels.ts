import type { Field, Model } from '../../model/model.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { schema } from './symbols.ts';

/** The schema of a member under the label that the PRD gives it, if any. */
export function labelled(field: Field, plain: Code): Code {
  return hasLabel(field) ? code`${schema.Labelled}(${plain}, ${literal(field.label)})` : plain;
}

/** Whether any member of an input or a view has a label. */
export function hasLabels(model: Model): boolean {
  return [
    ...model.entities.flatMap(({ fields, commands }) => [
      ...fields.filter(({ type }) => type.kind !== 'inverse'),
      ...commands.flatMap(({ inputs, returns }) => [...inputs, ...returns].map((one) => one.shape)),
    ]),
    ...model.values.flatMap(({ fields }) => fields),
  ].some(hasLabel);
}

function hasLabel({ label, name }: Field): boolean {
  return label !== name;
}
