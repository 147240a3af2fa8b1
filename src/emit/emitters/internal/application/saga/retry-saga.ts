import { defineEmitter } from '../../../../define.ts';
import { showsSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => showsSagas(model),
  path: () => 'internal/application/saga/retry-saga.ts',
  build: () => template('internal/application/saga/retry-saga.ts', {}),
});
