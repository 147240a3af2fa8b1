import { defineEmitter } from '../../../../define.ts';
import { hasCache } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasCache(model),
  path: () => 'internal/infrastructure/cache/invalidations.ts',
  build: () => template('internal/infrastructure/cache/invalidations.ts', {}),
});
