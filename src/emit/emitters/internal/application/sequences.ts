import { defineEmitter } from '../../../define.ts';
import { hasSequences } from '../../../features.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** The port of numbers without gaps. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSequences(model),
  path: () => paths.sequences,
  build: () => template(paths.sequences, {}),
});
