import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { Connection } from 'rabbitmq-client';
import { vi } from 'vitest';

/** A consumer that is no part of the service, and sees what it publishes. */
export interface Outsider {
  /** Publishes where the service listens. */
  send(text: string): Promise<void>;
  stop(): Promise<void>;
}

type See = (text: string) => void;
type Attach = (url: string, name: string, see: See) => Promise<Outsider>;

const nats: Attach = async (url, name, see) => {
  const connection = await connect({ servers: url, maxReconnectAttempts: -1 });
  const manager = await jetstreamManager(connection);
  const stream = `${name}-events`;
  // The service makes it when it first looks at it.
  await vi.waitFor(() => manager.streams.info(stream), { timeout: 60_000, interval: 100 });
  await manager.consumers.add(stream, {
    durable_name: 'outsider',
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 1_000,
  });
  const consumer = await jetstream(connection).consumers.get(stream, 'outsider');
  const messages = await consumer.consume();
  const reading = (async () => {
    for await (const message of messages) {
      see(message.string());
      message.ack();
    }
  })();
  return {
    async send(text) {
      await jetstream(connection).publish(`${name}.events.0.OrderPaid`, text);
    },
    async stop() {
      await messages.close();
      await reading;
      await connection.close();
    },
  };
};

const rabbitmq: Attach = async (url, name, see) => {
  const connection = new Connection({ url, retryLow: 200, retryHigh: 1_000 });
  connection.on('error', () => {});
  const queue = `${name}.outsider`;
  const exchange = `${name}.events`;
  const consumer = connection.createConsumer(
    {
      queue,
      queueOptions: { durable: true },
      exchanges: [{ exchange, type: 'topic', durable: true }],
      queueBindings: [{ exchange, queue, routingKey: '#' }],
      requeue: true,
    },
    async ({ body }) => see(Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body)),
  );
  consumer.on('error', () => {});
  await new Promise<void>((resolve) => consumer.on('ready', resolve));
  return {
    async send(text) {
      const publisher = connection.createPublisher({ confirm: true });
      await publisher.send({ exchange, routingKey: 'OrderPaid' }, Buffer.from(text));
      await publisher.close();
    },
    async stop() {
      await consumer.close();
      await connection.queueDelete(queue);
      await connection.queueDelete(`${name}.reactions`);
      await connection.exchangeDelete({ exchange });
      await connection.close();
    },
  };
};

const redis: Attach = async (url, name, see) => {
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on('error', () => {});
  let last = '0';
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const answer = await client
        .xread('COUNT', 500, 'BLOCK', 300, 'STREAMS', `${name}:events`, last)
        .catch(() => null);
      for (const [id, fields] of answer?.[0]?.[1] ?? []) {
        see(fields[fields.indexOf('event') + 1] ?? '');
        last = id;
      }
    }
  })();
  return {
    async send(text) {
      await client.xadd(`${name}:events`, '*', 'event', text);
    },
    async stop() {
      isOver = true;
      await reading;
      client.disconnect();
    },
  };
};

export const attach: Readonly<Record<string, Attach>> = { nats, rabbitmq, redis };
