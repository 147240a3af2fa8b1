import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** The port of transactions. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.unitOfWork,
  build: () => template(paths.unitOfWork, {}),
});
