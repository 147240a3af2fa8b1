import { defineEmitter } from '../../../define.ts';
import { hasCache } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What is counted with each request. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasCache,
  path: () => 'pkg/metrics/tally.ts',
  build: () => template('pkg/metrics/tally.ts', {}),
});
