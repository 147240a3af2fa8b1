import { defineEmitter } from '../../../define.ts';
import { consumes } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Work kept in order by key. */
export const emitter = defineEmitter({
  each: 'project',
  when: consumes,
  path: () => 'pkg/lanes/lanes.ts',
  build: () => template('pkg/lanes/lanes.ts', {}),
});
