import { defineEmitter } from '../../../../define.ts';
import { sharesCache } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** What all processes cache together. */
export const emitter = defineEmitter({
  each: 'project',
  when: sharesCache,
  path: () => 'internal/infrastructure/cache/shared-cache.ts',
  build: () => template('internal/infrastructure/cache/shared-cache.ts', {}),
});
