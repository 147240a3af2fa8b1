import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/dbos-engine.ts',
  build: () => template('internal/infrastructure/saga/dbos-engine.ts', {}),
});
