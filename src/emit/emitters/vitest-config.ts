import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** Where the tests are. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'vitest.config.ts',
  build: () => template('vitest.config.ts', {}),
});
