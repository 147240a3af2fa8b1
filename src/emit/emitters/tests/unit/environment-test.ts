import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Settings are checked as a whole. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/environment.test.ts',
  build: () => template('tests/unit/environment.test.ts', {}),
});
