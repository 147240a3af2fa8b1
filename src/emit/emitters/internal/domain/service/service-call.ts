import { defineEmitter } from '../../../../define.ts';
import { callsOut } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => callsOut(model),
  path: () => 'internal/domain/service/service-call.ts',
  build: () => template('internal/domain/service/service-call.ts', {}),
});
