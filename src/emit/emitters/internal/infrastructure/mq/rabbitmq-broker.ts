import { defineEmitter } from '../../../../define.ts';
import { consumes, hasBroker, takenEvents } from '../../../../features.ts';
import { rabbitExchange, rabbitQueue } from '../../../../messages/names.ts';
import { template } from '../../../../template.ts';
import { key, literal } from '../../../../typescript/code.ts';

/** RabbitMQ. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model) && model.stack.mq === 'rabbitmq',
  path: () => 'internal/infrastructure/mq/rabbitmq-broker.ts',
  build: (model) =>
    template('internal/infrastructure/mq/rabbitmq-broker.ts', {
      exchange: literal(rabbitExchange(model)).parts.join(''),
      queue: literal(rabbitQueue(model)).parts.join(''),
      reacts: consumes(model),
      types: takenEvents(model).map((event) => key(event.name).parts.join('')),
    }),
});
