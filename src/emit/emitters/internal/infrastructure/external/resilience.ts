import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

/** How calls of outside services bear their failures. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.services.length > 0,
  path: () => 'internal/infrastructure/external/resilience.ts',
  build: () => template('internal/infrastructure/external/resilience.ts', {}),
});
