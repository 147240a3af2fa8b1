import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/saga-queue.ts',
  build: (model) =>
    template('internal/infrastructure/saga/saga-queue.ts', {
      name: literal(model.name).parts.join(''),
      tenant: model.tenancy !== null,
    }),
});
