import { defineEmitter } from '../../../../define.ts';
import { hasJobs, queuesInRedis } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/jobs/scheduler.ts';

/** Runs each job when it is due. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => path,
  build: (model) => template(path, { redis: queuesInRedis(model) }),
});
