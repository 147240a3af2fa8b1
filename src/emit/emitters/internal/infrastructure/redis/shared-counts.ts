import { defineEmitter } from '../../../../define.ts';
import { sharesCounts } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/redis/shared-counts.ts';

/** Requests to all processes, counted together. */
export const emitter = defineEmitter({
  each: 'project',
  when: sharesCounts,
  path: () => path,
  build: () => template(path, {}),
});
