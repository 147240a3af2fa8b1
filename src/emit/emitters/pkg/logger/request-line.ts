import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The line that is logged of each request. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/logger/request-line.ts',
  build: (model) => template('pkg/logger/request-line.ts', { traced: isTraced(model) }),
});
