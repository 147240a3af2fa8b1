import type { Event, Model } from '../../model/model.ts';
import { recordedEvents } from '../features.ts';
import { say } from '../text.ts';
import { dataSchema, instant, objectOf, uuid } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { natsPrefix, rabbitExchange, redisStream, sourceOf } from './names.ts';

const CONTENT_TYPE = 'application/cloudevents+json';

/** The AsyncAPI 3 document of what the service publishes. */
export function asyncApi(model: Model): JsonSchema {
  const events = recordedEvents(model).map((event) => ({ event, key: keyOf(event) }));
  return {
    asyncapi: '3.0.0',
    info: { title: model.title, version: '0.1.0', description: describe(model) },
    defaultContentType: CONTENT_TYPE,
    servers: { broker: serverOf(model) },
    channels: channelsOf(model, events),
    operations: operationsOf(model, events),
    components: {
      messages: Object.fromEntries(
        events.map(({ event, key }) => [
          key,
          {
            name: event.name,
            title: event.label,
            contentType: CONTENT_TYPE,
            payload: { $ref: `#/components/schemas/${key}` },
          },
        ]),
      ),
      schemas: Object.fromEntries(events.map(({ event, key }) => [key, envelope(event, model)])),
    },
  };
}

interface Keyed {
  readonly event: Event;
  readonly key: string;
}

/** As components may be called: ASCII only. */
function keyOf({ name }: Event): string {
  return name.replaceAll(/[^A-Za-z0-9]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}`);
}

function describe({ lang }: Model): string {
  return say(lang, {
    en: 'Events in CloudEvents 1.0 envelopes, each at least once: ids tell copies. Those of one `subject` come in order.',
    zh: '事件采用 CloudEvents 1.0 信封，每个至少投递一次，可按 id 去重；同一 `subject` 的事件保持顺序。',
  });
}

function serverOf({ stack }: Model): JsonSchema {
  switch (stack.mq) {
    case 'nats':
      return { host: 'localhost:4222', protocol: 'nats' };
    case 'rabbitmq':
      return { host: 'localhost:5672', protocol: 'amqp', protocolVersion: '0.9.1' };
    default:
      return { host: 'localhost:6379', protocol: 'redis' };
  }
}

function channelsOf(model: Model, events: readonly Keyed[]): JsonSchema {
  const messages = (some: readonly Keyed[]): JsonSchema =>
    Object.fromEntries(some.map(({ key }) => [key, { $ref: `#/components/messages/${key}` }]));
  if (model.stack.mq === 'redis') {
    return { events: { address: redisStream(model), messages: messages(events) } };
  }
  return Object.fromEntries(
    events.map((one) => [one.key, { ...addressOf(one.event, model), messages: messages([one]) }]),
  );
}

function addressOf(event: Event, model: Model): JsonSchema {
  if (model.stack.mq === 'rabbitmq') {
    const exchange = {
      name: rabbitExchange(model),
      type: 'topic',
      durable: true,
      autoDelete: false,
    };
    return {
      address: event.name,
      bindings: { amqp: { is: 'routingKey', exchange, bindingVersion: '0.3.0' } },
    };
  }
  const description = say(model.lang, {
    en: 'The same for all events of one subject; subscribe to `*`.',
    zh: '同一 subject 的事件分区相同；订阅时使用 `*`。',
  });
  return {
    address: `${natsPrefix(model)}.{partition}.${event.name}`,
    parameters: { partition: { description } },
  };
}

function operationsOf(model: Model, events: readonly Keyed[]): JsonSchema {
  return Object.fromEntries(
    events.map(({ key }) => {
      const channel = model.stack.mq === 'redis' ? 'events' : key;
      return [
        `publish${key}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${channel}` },
          messages: [{ $ref: `#/channels/${channel}/messages/${key}` }],
        },
      ];
    }),
  );
}

function envelope(event: Event, model: Model): JsonSchema {
  const tenant = model.tenancy === null ? [] : [['tenant', { type: 'string' }] as const];
  const members = [
    ['specversion', { const: '1.0' }],
    ['id', uuid],
    ['source', { const: sourceOf(model) }],
    ['type', { const: event.name }],
    ['subject', uuid],
    ['time', instant],
    ['datacontenttype', { const: 'application/json' }],
    ...tenant,
    ['data', dataSchema(event.data)],
  ] as const;
  return objectOf(members, [['traceparent', traceparent(model)]]);
}

/** CloudEvents' extension for traces. */
function traceparent({ lang }: Model): JsonSchema {
  const description = say(lang, {
    en: 'The trace that the event is part of, as W3C Trace Context has it',
    zh: '事件所属的链路，格式见 W3C Trace Context',
  });
  return { type: 'string', description };
}
