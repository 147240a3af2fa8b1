import { defineEmitter } from '../../../define.ts';
import { hasLimits } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Counting in windows of time. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasLimits,
  path: () => 'tests/unit/counts.test.ts',
  build: () => template('tests/unit/counts.test.ts', {}),
});
