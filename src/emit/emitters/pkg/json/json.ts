import { defineEmitter } from '../../../define.ts';
import { hasJson } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The type of `json` columns. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasJson(model),
  path: () => 'pkg/json/json.ts',
  build: () => template('pkg/json/json.ts', {}),
});
