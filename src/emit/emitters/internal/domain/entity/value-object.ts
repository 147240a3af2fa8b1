import { defineEmitter } from '../../../../define.ts';
import { valueStatements } from '../../../../domain/value.ts';
import { paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'value',
  path: (value) => paths.value(value),
  build: (value, model) => tsFile(valueStatements(value, model)),
});
