import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** SQL files are cut into statements. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/migrate.test.ts',
  build: () => template('tests/unit/migrate.test.ts', {}),
});
