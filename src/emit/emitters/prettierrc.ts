import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** How code looks. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.prettierrc',
  build: () => template('prettierrc', {}),
});
