import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Which processes run sagas, and are alive. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/saga-worker.ts',
  build: () => template('internal/infrastructure/saga/saga-worker.ts', {}),
});
