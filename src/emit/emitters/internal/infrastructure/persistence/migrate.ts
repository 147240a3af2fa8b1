import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migrate.ts',
  build: ({ lang, tenancy }) =>
    template('internal/infrastructure/persistence/migrate.ts', {
      t: (en: string, zh: string) => ({ en, zh })[lang],
      tenants: tenancy !== null,
    }),
});
