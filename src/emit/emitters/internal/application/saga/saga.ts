import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** All steps or none, whatever keeps their outcomes. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/application/saga/saga.ts',
  build: () => template('internal/application/saga/saga.ts', {}),
});
