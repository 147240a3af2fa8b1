import { defineEmitter } from '../../../../define.ts';
import { hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Gauges of what is waiting. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/backlog.ts',
  build: () => template('internal/infrastructure/mq/backlog.ts', {}),
});
