import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** What git leaves alone. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.gitignore',
  build: () => template('gitignore', {}),
});
