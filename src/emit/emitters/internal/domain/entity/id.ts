import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';
import { paths } from '../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.id,
  build: () => template(paths.id, {}),
});
