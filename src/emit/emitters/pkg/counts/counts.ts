import { defineEmitter } from '../../../define.ts';
import { hasLimits } from '../../../features.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** Counting in windows of time. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasLimits,
  path: () => paths.counts,
  build: () => template(paths.counts, {}),
});
