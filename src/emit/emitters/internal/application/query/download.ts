import { downloadFile } from '../../../../application/download-file.ts';
import { downloadOf, downloadPath } from '../../../../application/signatures.ts';
import { defineEmitter } from '../../../../define.ts';
import type { RootField } from '../../../../define.ts';

/** The content of a file that a row names. */
export const emitter = defineEmitter({
  each: 'field',
  when: (subject) => downloadOf(subject.entity, subject.field) !== null,
  path: (subject) => downloadPath(found(subject)),
  build: (subject, model) => downloadFile(found(subject), model),
});

function found({ entity, field }: RootField) {
  const download = downloadOf(entity, field);
  if (download === null) throw new Error(`${field.name} is no file`);
  return download;
}
