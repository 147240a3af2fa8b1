import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** How processes and scripts begin, and what they tell when they cannot. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/main/main.ts',
  build: () => template('pkg/main/main.ts', {}),
});
