import { defineEmitter } from '../../../define.ts';
import { hasCache } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Labels that are looked up once count like any other. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasCache,
  path: () => 'tests/unit/tally.test.ts',
  build: () => template('tests/unit/tally.test.ts', {}),
});
