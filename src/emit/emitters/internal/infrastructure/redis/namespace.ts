import { defineEmitter } from '../../../../define.ts';
import { linksRedis, queuesInRedis } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/redis/namespace.ts';

/** What the keys of one database begin with. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => linksRedis(model) || queuesInRedis(model),
  path: () => path,
  build: () => template(path, {}),
});
