import { defineEmitter } from '../../../define.ts';
import { hasCache, sharesCache } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Cached reads: one load at a time, nothing stale kept. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasCache,
  path: () => 'tests/unit/read-through.test.ts',
  build: (model) => template('tests/unit/read-through.test.ts', { shared: sharesCache(model) }),
});
