import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** The port of sagas that wait, run, or are over. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/application/saga/saga-runs.ts',
  build: (model) =>
    template('internal/application/saga/saga-runs.ts', { tenant: model.tenancy !== null }),
});
