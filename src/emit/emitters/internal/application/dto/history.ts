import { defineEmitter } from '../../../../define.ts';
import { hasAudit } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/application/dto/history.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasAudit(model),
  path: () => path,
  build: () => template(path, {}),
});
