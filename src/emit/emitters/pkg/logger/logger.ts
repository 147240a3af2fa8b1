import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The logger, as JSON on standard output. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/logger/logger.ts',
  build: (model) => template('pkg/logger/logger.ts', { traced: isTraced(model) }),
});
