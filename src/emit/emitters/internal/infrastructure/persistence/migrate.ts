import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migrate.ts',
  build: () => template('internal/infrastructure/persistence/migrate.ts', {}),
});
