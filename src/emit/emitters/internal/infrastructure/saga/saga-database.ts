import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Where the engine of sagas keeps what it must remember. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/saga-database.ts',
  build: (model) =>
    template('internal/infrastructure/saga/saga-database.ts', { tenant: model.tenancy !== null }),
});
