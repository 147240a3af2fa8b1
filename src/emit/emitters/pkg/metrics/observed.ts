import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Use cases measured and traced from outside. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/metrics/observed.ts',
  build: (model) => template('pkg/metrics/observed.ts', { traced: isTraced(model) }),
});
