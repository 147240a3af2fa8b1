import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** What has been done for sagas, once. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/saga-steps.ts',
  build: () => template('internal/infrastructure/saga/saga-steps.ts', {}),
});
