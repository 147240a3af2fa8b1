import { defineEmitter } from '../../../define.ts';
import { NODE_VERSION, PUBLISHED } from '../../../project/catalogue.ts';
import { template } from '../../../template.ts';

/** What is looked at before a change is taken in. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.github/workflows/ci.yml',
  build: () => template('github/workflows/ci.yml', { node: NODE_VERSION, published: PUBLISHED }),
});
