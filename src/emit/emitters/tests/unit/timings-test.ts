import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Labels that are looked up once count like any other. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/timings.test.ts',
  build: () => template('tests/unit/timings.test.ts', {}),
});
