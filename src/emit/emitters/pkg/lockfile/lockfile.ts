import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';
import { bilingual } from '../../../text.ts';

/** One process at a time on the embedded database. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/lockfile/lockfile.ts',
  build: (model) => template('pkg/lockfile/lockfile.ts', { t: bilingual(model) }),
});
