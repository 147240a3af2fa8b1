import { defineEmitter } from '../../../../define.ts';
import { hasCache, sharesCache } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasCache(model),
  path: () => 'internal/infrastructure/cache/read-through.ts',
  build: (model) =>
    template('internal/infrastructure/cache/read-through.ts', { shared: sharesCache(model) }),
});
