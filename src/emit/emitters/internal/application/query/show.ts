import { showFile } from '../../../../application/show-file.ts';
import { isPresented } from '../../../../application/field-rights.ts';
import { shownPath } from '../../../../application/symbols.ts';
import { defineEmitter } from '../../../../define.ts';

/** What a viewer gets to see of a row. */
export const emitter = defineEmitter({
  each: 'root',
  when: (entity) => isPresented(entity),
  path: (entity) => shownPath(entity),
  build: (entity, model) => showFile(entity, model),
});
