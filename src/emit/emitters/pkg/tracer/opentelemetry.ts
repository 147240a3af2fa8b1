import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What sends spans, loaded when there is a collector. */
export const emitter = defineEmitter({
  each: 'project',
  when: isTraced,
  path: () => 'pkg/tracer/opentelemetry.ts',
  build: ({ name }) => template('pkg/tracer/opentelemetry.ts', { name }),
});
