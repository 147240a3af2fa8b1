import { defineEmitter } from '../../../define.ts';
import { hasSagas } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The acts of a saga without what they do. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'tests/saga/traced.ts',
  build: () => template('tests/saga/traced.ts', {}),
});
