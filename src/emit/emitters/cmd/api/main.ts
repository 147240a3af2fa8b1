import { defineEmitter } from '../../../define.ts';
import {
  hasBroker,
  hasEvents,
  hasJobs,
  hasLimits,
  hasSagas,
  isTraced,
  queuesInRedis,
} from '../../../features.ts';
import { template } from '../../../template.ts';

/** The process that answers requests; embedded, it does the work of all. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'cmd/api/main.ts',
  build: (model) =>
    template('cmd/api/main.ts', {
      broker: hasBroker(model),
      events: hasEvents(model),
      jobs: hasJobs(model),
      jobsInRedis: queuesInRedis(model),
      limits: hasLimits(model),
      sagas: hasSagas(model),
      traced: isTraced(model),
    }),
});
