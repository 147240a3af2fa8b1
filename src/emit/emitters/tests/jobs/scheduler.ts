import { defineEmitter } from '../../../define.ts';
import { hasJobs, queuesInRedis } from '../../../features.ts';
import { template } from '../../../template.ts';

const path = 'tests/jobs/scheduler.test.ts';

/** Jobs run when they are due, wherever, and once. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => path,
  build: (model) => template(path, { redis: queuesInRedis(model) }),
});
