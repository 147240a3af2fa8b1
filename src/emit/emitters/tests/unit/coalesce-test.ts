import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Single reads become batches. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/coalesce.test.ts',
  build: () => template('tests/unit/coalesce.test.ts', {}),
});
