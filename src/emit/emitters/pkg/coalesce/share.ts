import { defineEmitter } from '../../../define.ts';
import { hasLists } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Equal reads of one moment become one. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/coalesce/share.ts',
  when: (_, model) => hasLists(model),
  build: () => template('pkg/coalesce/share.ts', {}),
});
