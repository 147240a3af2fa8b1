import type { Entity } from '../../model/model.ts';
import { value } from '../typescript/code.ts';

const folder = (entity: Entity): string =>
  entity.module === null ? '' : `${entity.module.folder}/`;

export const unitPaths = {
  sample: (entity: Entity) => `tests/samples/${folder(entity)}${entity.names.kebab}.ts`,
  test: (entity: Entity) => `tests/unit/${folder(entity)}${entity.names.kebab}.test.ts`,
};

/** A new aggregate: `sampleOrder('pay')`. */
export const sample = (entity: Entity) =>
  value(`sample${entity.names.className}`, unitPaths.sample(entity));
