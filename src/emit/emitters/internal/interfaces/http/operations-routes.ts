import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

/** Health, readiness, metrics and the description of the API. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/operations-routes.ts',
  build: () => template('internal/interfaces/http/operations-routes.ts', {}),
});
