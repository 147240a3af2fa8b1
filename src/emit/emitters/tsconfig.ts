import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** The compiler checks; Node runs the sources as they are. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tsconfig.json',
  build: () => template('tsconfig.json', {}),
});
