import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migrate.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/migrate.ts', {
      sagas: hasSagas(model),
      t: (en: string, zh: string) => ({ en, zh })[model.lang],
      tenants: model.tenancy !== null,
    }),
});
