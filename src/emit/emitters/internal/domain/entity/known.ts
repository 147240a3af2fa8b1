import { defineEmitter } from '../../../../define.ts';
import { uses } from '../../../../domain/used.ts';
import { template } from '../../../../template.ts';

const path = 'internal/domain/entity/known.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => uses(model, path),
  path: () => path,
  build: () => template(path, {}),
});
