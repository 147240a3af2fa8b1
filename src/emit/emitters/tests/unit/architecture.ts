import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** The layers import inwards only. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/architecture.test.ts',
  build: () => template('tests/unit/architecture.test.ts', {}),
});
