import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** Only what runs goes into the image. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.dockerignore',
  build: () => template('dockerignore', {}),
});
