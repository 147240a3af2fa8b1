import { defineEmitter } from '../../../define.ts';
import {
  hasBroker,
  hasEvents,
  hasJobs,
  hasSagas,
  hasWorker,
  queuesInRedis,
} from '../../../features.ts';
import { template } from '../../../template.ts';
import { bilingual } from '../../../text.ts';

/** The process that delivers events and runs jobs. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasWorker,
  path: () => 'cmd/worker/main.ts',
  build: (model) =>
    template('cmd/worker/main.ts', {
      broker: hasBroker(model),
      events: hasEvents(model),
      jobs: hasJobs(model),
      jobsInRedis: queuesInRedis(model),
      sagas: hasSagas(model),
      t: bilingual(model),
    }),
});
