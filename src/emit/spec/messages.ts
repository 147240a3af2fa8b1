import type { Command, Input, Model, Target } from '../../model/model.ts';
import { recordedEvents } from '../features.ts';
import { blocks, prose, table, tick, ticks } from './markdown.ts';
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
  return table(
    [t('event', '事件'), t('of', '所属'), t('data', '数据')],
    recorded.map((one) => [
      tick(one.name),
      tick(one.entity.names.code),
      ticks(one.data.map((member) => member.jsonName)),
    ]),
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
      'Each reaction runs in a transaction of its own, once an event, however often the event is delivered; one that fails is tried again with growing pauses.',
      '每个反应在独立事务中执行；同一事件无论投递多少次只生效一次；失败后按递增间隔重试。',
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

function sagas(model: Model, t: Tell): string {
  if (model.sagas.length === 0) {
    return t('The PRD asks for no sagas.', 'PRD 不需要长事务。');
  }
  return blocks(
    t('Asked for; section 11 says what is generated.', 'PRD 的要求；是否已生成见第 11 节。'),
    table(
      [t('saga', '长事务'), t('starts with', '起始事件')],
      model.sagas.map((one) => [`${tick(one.name)} ${prose(one.label)}`, tick(one.starts.name)]),
    ),
  );
}
