import { defineEmitter } from '../../../define.ts';
import { hasCache, hasEvents } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What the service counts and times. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/metrics/metrics.ts',
  build: (model) =>
    template('pkg/metrics/metrics.ts', {
      cache: hasCache(model),
      counters: hasCache(model) || hasEvents(model),
      events: hasEvents(model),
    }),
});
