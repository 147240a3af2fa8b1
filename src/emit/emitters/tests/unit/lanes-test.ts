import { defineEmitter } from '../../../define.ts';
import { consumes } from '../../../features.ts';
import { template } from '../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: consumes,
  path: () => 'tests/unit/lanes.test.ts',
  build: () => template('tests/unit/lanes.test.ts', {}),
});
