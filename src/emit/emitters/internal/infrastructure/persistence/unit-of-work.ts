import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/unit-of-work.ts',
  build: () => template('internal/infrastructure/persistence/unit-of-work.ts', {}),
});
