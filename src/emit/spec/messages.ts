import type { Command, Input, Model, Target } from '../../model/model.ts';
import { hasBroker, recordedEvents } from '../features.ts';
import { natsPrefix, rabbitExchange, redisStream } from '../messages/names.ts';
import { blocks, prose, table, tick, ticks } from './markdown.ts';
import { sagas } from './sagas.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';
import { whoText } from './who.ts';

export const messages: Section = {
  title: { en: 'Commands, events, reactions, sagas', zh: '命令、事件、反应与长事务' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      `### ${t('Commands', '命令')}`,
      commands(model, t),
      `### ${t('Events', '事件')}`,
      events(model, t),
      `### ${t('Reactions', '反应')}`,
      reactions(model, t),
      `### ${t('Sagas', '长事务')}`,
      sagas(model, t),
    );
  },
};

function commands(model: Model, t: Tell): string {
  return table(
    [
      t('command', '命令'),
      t('meaning', '含义'),
      t('by', '执行者'),
      t('input', '输入'),
      t('status', '状态'),
      t('emits', '产生事件'),
    ],
    model.roots
      .flatMap((root) => root.commands)
      .map((one) => [
        tick(one.action),
        prose(one.label),
        whoText(one.by),
        inputs(one.inputs),
        status(one),
        ticks(one.emits.map((event) => event.name)),
      ]),
  );
}

function inputs(all: readonly Input[]): string {
  return all.map((one) => tick(one.optional ? `${one.jsonName}?` : one.jsonName)).join(', ');
}

function status({ move }: Command): string {
  return move === null ? '' : `${ticks(move.from)} → ${tick(move.to)}`;
}

function events(model: Model, t: Tell): string {
  const recorded = recordedEvents(model);
  if (recorded.length === 0) {
    return t('The PRD asks for no events.', 'PRD 不需要事件。');
  }
  return blocks(
    table(
      [t('event', '事件'), t('of', '所属'), t('data', '数据')],
      recorded.map((one) => [
        tick(one.name),
        tick(one.entity.names.code),
        ticks(one.data.map((member) => member.jsonName)),
      ]),
    ),
    hasBroker(model) && published(model, t),
  );
}

function published(model: Model, t: Tell): string {
  const place = {
    nats: t(
      `NATS JetStream, subject \`${natsPrefix(model)}.<partition>.<type>\``,
      `NATS JetStream，主题 \`${natsPrefix(model)}.<分区>.<类型>\``,
    ),
    rabbitmq: t(
      `RabbitMQ, exchange ${tick(rabbitExchange(model))} with the type as routing key`,
      `RabbitMQ，交换机 ${tick(rabbitExchange(model))}，路由键为事件类型`,
    ),
    redis: t(`Redis, stream ${tick(redisStream(model))}`, `Redis，流 ${tick(redisStream(model))}`),
  }[model.stack.mq ?? ''];
  return t(
    `With \`BROKER_URL\` all of them are published (${place}) in CloudEvents 1.0 envelopes, at least once and in order of their \`subject\`; \`asyncapi.yaml\` describes them. A broker that is down fails no request: events wait in the outbox.`,
    `设置 \`BROKER_URL\` 后全部事件都会发布（${place}），采用 CloudEvents 1.0 信封，至少一次，同一 \`subject\` 保持顺序；详见 \`asyncapi.yaml\`。消息服务器停机不影响请求：事件留在发件箱中。`,
  );
}

function reactions(model: Model, t: Tell): string {
  const all = model.reactions.flatMap(({ event, targets }) =>
    targets.map((target) => [tick(event.name), tick(target.name), does(target, t)]),
  );
  if (all.length === 0) {
    return t('Nothing follows an event.', '没有由事件触发的反应。');
  }
  return blocks(
    t(
      'Each reaction runs in a transaction of its own, once an event, however often the event is delivered. One that fails is tried again with growing pauses, ten times in all, and then parked; it holds up later events of the same aggregate for the same reaction only, and nothing once it is parked.',
      '每个反应在独立事务中执行；同一事件无论投递多少次只生效一次。失败后按递增间隔重试，共十次，之后搁置；期间只推迟同一聚合的后续事件在同一反应上的执行，搁置后不再影响任何事件。',
    ),
    table([t('event', '事件'), t('reaction', '反应'), t('does', '执行')], all),
  );
}

function does({ call, each }: Target, t: Tell): string {
  const what =
    call.kind === 'command'
      ? tick(call.command.action)
      : tick(`${call.service.name}.${call.call.name}`);
  return each === null
    ? what
    : t(`${what} for each of ${tick(each.name)}`, `对 ${tick(each.name)} 的每个元素执行 ${what}`);
}
