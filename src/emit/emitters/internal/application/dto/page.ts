import { pagesOf } from '../../../../application/used-types.ts';
import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';
import { paths } from '../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => pagesOf(model).cursor || pagesOf(model).offset,
  path: () => paths.page,
  build: (model) => template(paths.page, pagesOf(model)),
});
