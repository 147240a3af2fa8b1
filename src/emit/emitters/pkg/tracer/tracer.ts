import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** The hook for tracing. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/tracer/tracer.ts',
  build: ({ name }) => template('pkg/tracer/tracer.ts', { name }),
});
