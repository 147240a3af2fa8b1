import { defineEmitter } from '../define.ts';
import { template } from '../template.ts';

/** What was last generated is no reading for people. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.gitattributes',
  build: () => template('gitattributes', {}),
});
