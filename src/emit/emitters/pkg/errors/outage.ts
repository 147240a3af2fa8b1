import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Servers that do not answer for now. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/errors/outage.ts',
  build: () => template('pkg/errors/outage.ts', {}),
});
