import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Settings from the environment, all faults told at once. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/config/environment.ts',
  build: () => template('pkg/config/environment.ts', {}),
});
