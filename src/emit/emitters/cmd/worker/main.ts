import { defineEmitter } from '../../../define.ts';
import { hasBroker, hasEvents } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The process that delivers events. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'cmd/worker/main.ts',
  build: (model) => template('cmd/worker/main.ts', { broker: hasBroker(model) }),
});
