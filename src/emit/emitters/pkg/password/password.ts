import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

const path = 'pkg/password/password.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => path,
  build: () => template(path, {}),
});
