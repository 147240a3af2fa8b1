import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Times that are counted with each request. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/metrics/timings.ts',
  build: () => template('pkg/metrics/timings.ts', {}),
});
