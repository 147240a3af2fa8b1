import { defineEmitter } from '../../../../define.ts';
import { isTraced } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** The spans of requests. */
export const emitter = defineEmitter({
  each: 'project',
  when: isTraced,
  path: () => 'internal/interfaces/http/tracing.ts',
  build: () => template('internal/interfaces/http/tracing.ts', {}),
});
