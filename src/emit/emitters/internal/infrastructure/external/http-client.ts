import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.services.length > 0,
  path: () => 'internal/infrastructure/external/http-client.ts',
  build: () => template('internal/infrastructure/external/http-client.ts', {}),
});
