import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What the lines of a log are part of. */
export const emitter = defineEmitter({
  each: 'project',
  when: isTraced,
  path: () => 'pkg/logger/scope.ts',
  build: () => template('pkg/logger/scope.ts', {}),
});
