import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** What prettier leaves alone. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.prettierignore',
  build: () => template('prettierignore', {}),
});
