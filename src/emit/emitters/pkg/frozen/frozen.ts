import { defineEmitter } from '../../../define.ts';
import { hasCache, hasLists } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What many callers share. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasCache(model) || hasLists(model),
  path: () => 'pkg/frozen/frozen.ts',
  build: () => template('pkg/frozen/frozen.ts', {}),
});
