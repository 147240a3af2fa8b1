import { defineEmitter } from '../../../../define.ts';
import { consumes, hasBroker } from '../../../../features.ts';
import { redisStream } from '../../../../messages/names.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

/** Redis Streams. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model) && model.stack.mq === 'redis',
  path: () => 'internal/infrastructure/mq/redis-broker.ts',
  build: (model) =>
    template('internal/infrastructure/mq/redis-broker.ts', {
      lock: literal(`${redisStream(model)}:lock`).parts.join(''),
      reacts: consumes(model),
      stream: literal(redisStream(model)).parts.join(''),
    }),
});
