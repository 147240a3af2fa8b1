import { identifyFile } from '../../../../application/identify-file.ts';
import { identifies } from '../../../../application/signatures.ts';
import { defineEmitter } from '../../../../define.ts';

/** Whose row the subject of a token names. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => identifies(model),
  path: () => 'internal/application/query/identify.ts',
  build: (model) => identifyFile(model),
});
