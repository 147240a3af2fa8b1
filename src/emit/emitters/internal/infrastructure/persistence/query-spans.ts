import { defineEmitter } from '../../../../define.ts';
import { isTraced } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** The spans of statements. */
export const emitter = defineEmitter({
  each: 'project',
  when: isTraced,
  path: () => 'internal/infrastructure/persistence/query-spans.ts',
  build: () => template('internal/infrastructure/persistence/query-spans.ts', {}),
});
