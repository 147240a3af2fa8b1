import { defineEmitter } from '../../../../define.ts';
import { consumes, hasBroker, hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { adapterOf } from '../../../../messages/names.ts';

/** Relay, broker, consumer and retries put together. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/delivery.ts',
  build: (model) =>
    template('internal/infrastructure/mq/delivery.ts', {
      broker: hasBroker(model) && adapterOf(model),
      reacts: consumes(model),
    }),
});
