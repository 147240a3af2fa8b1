import { defineEmitter } from '../../../define.ts';
import { hasWorker } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Work done over and over in the background. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasWorker,
  path: () => 'pkg/loop/loop.ts',
  build: () => template('pkg/loop/loop.ts', {}),
});
