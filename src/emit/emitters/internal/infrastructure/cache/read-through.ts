import { defineEmitter } from '../../../../define.ts';
import { hasCache } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasCache(model),
  path: () => 'internal/infrastructure/cache/read-through.ts',
  build: () => template('internal/infrastructure/cache/read-through.ts', {}),
});
