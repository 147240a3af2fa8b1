import { defineEmitter } from '../../../../define.ts';
import { hasJobs, queuesInRedis } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

const path = 'internal/infrastructure/jobs/queue.ts';

/** Where the runs of jobs are queued. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => path,
  build: (model) =>
    template(path, {
      name: literal(model.name).parts.join(''),
      redis: queuesInRedis(model),
    }),
});
