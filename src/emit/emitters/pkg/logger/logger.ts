import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** The logger, as JSON on standard output. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/logger/logger.ts',
  build: () => template('pkg/logger/logger.ts', {}),
});
