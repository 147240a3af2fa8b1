import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/dbos-saga-runs.ts',
  build: (model) =>
    template('internal/infrastructure/saga/dbos-saga-runs.ts', { tenant: model.tenancy !== null }),
});
