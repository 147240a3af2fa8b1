import type { Model } from '../../model/model.ts';

/** How the service calls its places at a broker; what others subscribe to. */

/** The `source` of its CloudEvents. */
export function sourceOf({ name }: Model): string {
  return `/${name}`;
}

/** NATS: what subjects begin with, `shop.events.<partition>.<type>`. */
export function natsPrefix({ name }: Model): string {
  return `${name}.events`;
}

export function natsStream({ name }: Model): string {
  return `${name}-events`;
}

/** RabbitMQ: the topic exchange, and the queue that the service itself reads. */
export function rabbitExchange({ name }: Model): string {
  return `${name}.events`;
}

export function rabbitQueue({ name }: Model): string {
  return `${name}.reactions`;
}

/** Redis: the key of the stream. */
export function redisStream({ name }: Model): string {
  return `${name}:events`;
}

/** The class that speaks to the broker that the PRD names, and its file. */
export function adapterOf({ stack }: Model): { readonly name: string; readonly file: string } {
  switch (stack.mq) {
    case 'nats':
      return { name: 'NatsBroker', file: 'nats-broker.ts' };
    case 'rabbitmq':
      return { name: 'RabbitMqBroker', file: 'rabbitmq-broker.ts' };
    case 'redis':
      return { name: 'RedisBroker', file: 'redis-broker.ts' };
    default:
      throw new Error(`no adapter for ${stack.mq}`);
  }
}
