import { defineEmitter } from '../../../define.ts';
import { tooMany } from '../../../http/limits.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** How often somebody may try a password. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => paths.attempts,
  build: (model) => template(paths.attempts, { tooMany: tooMany(model) }),
});
