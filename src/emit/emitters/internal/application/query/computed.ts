import { computedFile } from '../../../../application/show-file.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** A field that its owner computes for each viewer. */
export const emitter = defineEmitter({
  each: 'field',
  when: ({ field }) => field.computed?.kind === 'custom',
  path: ({ entity, field }) => paths.computed(entity, field),
  kind: 'once',
  build: ({ entity, field }, model) => computedFile(entity, field, model),
});
