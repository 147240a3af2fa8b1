import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Single reads of one turn become one query. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/coalesce/coalesce.ts',
  build: () => template('pkg/coalesce/coalesce.ts', {}),
});
