import { defineEmitter } from '../../../../define.ts';
import { hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Takes events out of the outbox. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/relay.ts',
  build: () => template('internal/infrastructure/mq/relay.ts', {}),
});
