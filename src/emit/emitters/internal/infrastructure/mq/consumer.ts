import { defineEmitter } from '../../../../define.ts';
import { consumes } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Takes events from the broker. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => consumes(model),
  path: () => 'internal/infrastructure/mq/consumer.ts',
  build: () => template('internal/infrastructure/mq/consumer.ts', {}),
});
