import { defineEmitter } from '../../../../define.ts';
import { linksRedis } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/redis/redis-link.ts';

/** A Redis that nobody waits for. */
export const emitter = defineEmitter({
  each: 'project',
  when: linksRedis,
  path: () => path,
  build: () => template(path, {}),
});
