import { defineEmitter } from '../../../../define.ts';
import { hasBroker, hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Reactions that failed, and dead letters. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/retries.ts',
  build: (model) => template('internal/infrastructure/mq/retries.ts', { broker: hasBroker(model) }),
});
