import { defineEmitter } from '../../../../define.ts';
import { consumes, hasBroker } from '../../../../features.ts';
import { natsPrefix, natsStream } from '../../../../messages/names.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

/** NATS JetStream. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model) && model.stack.mq === 'nats',
  path: () => 'internal/infrastructure/mq/nats-broker.ts',
  build: (model) =>
    template('internal/infrastructure/mq/nats-broker.ts', {
      prefix: natsPrefix(model),
      reacts: consumes(model),
      stream: literal(natsStream(model)).parts.join(''),
      subject: literal(natsPrefix(model)).parts.join(''),
    }),
});
