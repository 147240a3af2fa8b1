import { defineEmitter } from '../../../../define.ts';
import { isTraced } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** How far the connections to the database are used. */
export const emitter = defineEmitter({
  each: 'project',
  when: isTraced,
  path: () => 'internal/infrastructure/persistence/pool-metrics.ts',
  build: () => template('internal/infrastructure/persistence/pool-metrics.ts', {}),
});
