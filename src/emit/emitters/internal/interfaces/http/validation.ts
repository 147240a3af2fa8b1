import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

/** Bodies as they are, URLs as text. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/validation.ts',
  build: () => template('internal/interfaces/http/validation.ts', {}),
});
