import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** Single reads of one tenant become one query. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.tenancy !== null && model.roots.some((root) => root.tenant),
  path: () => 'pkg/coalesce/coalesce-by.ts',
  build: () => template('pkg/coalesce/coalesce-by.ts', {}),
});
