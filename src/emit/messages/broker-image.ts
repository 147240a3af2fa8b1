import type { Model } from '../../model/model.ts';

interface BrokerImage {
  readonly image: string;
  readonly url: string;
  /** Where it keeps messages. */
  readonly folder: string;
  readonly command?: string;
}

/** The broker in containers, so that what it has taken survives its end. */
const images: Readonly<Record<string, BrokerImage>> = {
  nats: {
    image: 'nats:2-alpine',
    url: 'nats://broker:4222',
    folder: '/data',
    command: "['-js', '-sd', '/data']",
  },
  rabbitmq: {
    image: 'rabbitmq:4-alpine',
    url: 'amqp://guest:guest@broker:5672',
    folder: '/var/lib/rabbitmq',
  },
  redis: {
    image: 'redis:8-alpine',
    url: 'redis://broker:6379',
    folder: '/data',
    command: "['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction']",
  },
};

export function brokerImage({ stack }: Model): BrokerImage {
  const image = images[stack.mq ?? ''];
  if (image === undefined) throw new Error(`no image of ${stack.mq}`);
  return image;
}
