import type { Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import {
  hasCache,
  hasEvents,
  hasJobs,
  hasLimits,
  hasSagas,
  hasWorker,
  linksRedis,
} from '../../../features.ts';
import { template } from '../../../template.ts';

/** What the service counts and times. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/metrics/metrics.ts',
  build: (model) =>
    template('pkg/metrics/metrics.ts', {
      cache: hasCache(model),
      events: hasEvents(model),
      jobs: hasJobs(model),
      kinds: kinds(model).join(', '),
      limits: hasLimits(model),
      redis: linksRedis(model),
      sagas: hasSagas(model),
      services: model.services.length > 0,
    }),
});

/** What is used of the library. */
function kinds(model: Model): readonly string[] {
  return [
    ...(hasWorker(model) || hasLimits(model) ? ['Counter'] : []),
    ...(linksRedis(model) || hasJobs(model) || hasSagas(model) || model.services.length > 0
      ? ['Gauge']
      : []),
    ...(hasEvents(model) || hasJobs(model) || model.services.length > 0 ? ['Histogram'] : []),
    'Registry',
    'collectDefaultMetrics',
  ];
}
