import { defineEmitter } from '../../../define.ts';
import { readsByTenant } from '../../../features.ts';
import { template } from '../../../template.ts';

/** Single reads of one tenant become one query. */
export const emitter = defineEmitter({
  each: 'project',
  when: readsByTenant,
  path: () => 'pkg/coalesce/coalesce-by.ts',
  build: () => template('pkg/coalesce/coalesce-by.ts', {}),
});
