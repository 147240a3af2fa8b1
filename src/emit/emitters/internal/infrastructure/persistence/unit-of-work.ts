import { defineEmitter } from '../../../../define.ts';
import { hasLists } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/unit-of-work.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/unit-of-work.ts', {
      lists: hasLists(model),
      tenants: model.tenancy !== null,
    }),
});
