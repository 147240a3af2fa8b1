import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';

/** Answers as text. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/serialization.ts',
  build: () => template('internal/interfaces/http/serialization.ts', {}),
});
