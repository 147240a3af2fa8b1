import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';
import { bilingual } from '../../../../text.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migration-run.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/migration-run.ts', { t: bilingual(model) }),
});
