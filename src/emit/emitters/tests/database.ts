import { defineEmitter } from '../../define.ts';
import { template } from '../../template.ts';
import { testPaths } from '../../tests/paths.ts';

/** The database that tests start from. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => testPaths.database,
  build: () => template('tests/database.ts', {}),
});
