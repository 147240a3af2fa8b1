import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Runs sagas, in the worker or, embedded, in the api. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/saga-runner.ts',
  build: (model) =>
    template('internal/infrastructure/saga/saga-runner.ts', { tenant: model.tenancy !== null }),
});
