import { defineEmitter } from '../../../../define.ts';
import { hasJobs } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/jobs/database-pool.ts';

/** The database as the queue of jobs wants it. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasJobs,
  path: () => path,
  build: (model) => template(path, { tenant: model.tenancy !== null }),
});
