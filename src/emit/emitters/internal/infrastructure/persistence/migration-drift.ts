import { defineEmitter } from '../../../../define.ts';
import { hasTenantSchemas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { bilingual } from '../../../../text.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migration-drift.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/migration-drift.ts', {
      schemas: hasTenantSchemas(model),
      t: bilingual(model),
    }),
});
