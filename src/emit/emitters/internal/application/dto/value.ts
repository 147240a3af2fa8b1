import { dto } from '../../../../application/symbols.ts';
import { valueSchemas } from '../../../../application/view-schema.ts';
import { defineEmitter } from '../../../../define.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** A value object as callers send and get it. */
export const emitter = defineEmitter({
  each: 'value',
  path: (one) => dto.valuePath(one),
  build: (one, model) => tsFile(valueSchemas(one, model)),
});
