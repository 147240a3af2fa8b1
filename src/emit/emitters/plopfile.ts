import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** Loads the generators. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'plopfile.ts',
  kind: 'once',
  build: () => template('plopfile.ts', {}),
});
