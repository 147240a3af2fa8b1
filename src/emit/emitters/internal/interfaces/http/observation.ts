import { defineEmitter } from '../../../../define.ts';
import { isTraced } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** What is counted and logged of a request. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/observation.ts',
  build: (model) =>
    template('internal/interfaces/http/observation.ts', { traced: isTraced(model) }),
});
