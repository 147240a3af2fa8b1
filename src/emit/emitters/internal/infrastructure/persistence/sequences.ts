import { defineEmitter } from '../../../../define.ts';
import { hasSequences } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSequences(model),
  path: () => 'internal/infrastructure/persistence/sequences.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/sequences.ts', {
      tenant: model.tenancy?.column ?? '',
    }),
});
