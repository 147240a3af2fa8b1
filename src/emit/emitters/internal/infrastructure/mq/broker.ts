import { defineEmitter } from '../../../../define.ts';
import { consumes, hasBroker } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** The port that every broker's adapter fits. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model),
  path: () => 'internal/infrastructure/mq/broker.ts',
  build: (model) => template('internal/infrastructure/mq/broker.ts', { reacts: consumes(model) }),
});
