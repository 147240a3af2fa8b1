import { defineEmitter } from '../../../define.ts';
import { hasLists } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Equal reads share an answer. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/share.test.ts',
  when: (_, model) => hasLists(model),
  build: () => template('tests/unit/share.test.ts', {}),
});
