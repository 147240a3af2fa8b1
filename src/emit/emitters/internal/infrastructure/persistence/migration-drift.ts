import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migration-drift.ts',
  build: ({ lang }) =>
    template('internal/infrastructure/persistence/migration-drift.ts', {
      t: (en: string, zh: string) => ({ en, zh })[lang],
    }),
});
