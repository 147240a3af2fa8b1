import type { Model, Reaction, Saga, Target } from '../../model/model.ts';
import { sagaReaction } from '../features.ts';
import { code, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import type { EventScope } from './json-value.ts';
import { loopOf, mentions, targetCall } from './target-code.ts';

/** What follows one event: `OrderPaid: { async 'Product.recordSale each items'(event) { … } }`. */
export function reactionEntries(model: Model): readonly Code[] {
  const events = [
    ...model.reactions.map(({ event }) => event),
    ...model.sagas.map(({ starts }) => starts),
  ];
  return [...new Set(events)].map((event) => {
    const reactions = model.reactions.filter((one) => one.event === event);
    const sagas = model.sagas.filter((one) => one.starts === event);
    return code`${key(event.name)}: {\n${[...reactions.flatMap((one) => reactionsTo(one, model)), ...sagas.map(sagaStart)]}\n},`;
  });
}

function reactionsTo({ event, targets }: Reaction, model: Model): readonly Code[] {
  return targets.map((target) => {
    const body = targetBody(
      target,
      { entity: event.entity, event: 'event', element: null, lines: [] },
      model,
    );
    const usesEvent = mentions(body, 'event');
    const cause = target.call.kind === 'service' && code`, { key }`;
    return code`async ${key(target.name)}(${usesEvent ? 'event' : '_event'}${cause}) {\n${body}\n},`;
  });
}

function sagaStart(saga: Saga): Code {
  return code`async ${literal(sagaReaction(saga))}(event, { id, subject }) {
    await deps.sagas.start(${literal(saga.name)}, { eventId: id, subject, data: event });
  },`;
}

function targetBody(target: Target, scope: EventScope, model: Model): readonly Code[] {
  const loop = loopOf(target, ['event', 'deps', 'key']);
  if (loop === null)
    return callBody(target, scope, model, { leave: code`return`, given: code`{ key }` });
  const { element, list } = loop;
  const given = code`{ key: \`\${key} \${${element.name}.id}\` }`;
  return [
    code`for (const ${element.name} of ${list}) {
      ${callBody(target, { ...scope, element }, model, { leave: code`continue`, given })}
    }`,
  ];
}

function callBody(
  target: Target,
  scope: EventScope,
  model: Model,
  how: Parameters<typeof targetCall>[3],
): readonly Code[] {
  const { before, call } = targetCall(target, scope, model, how);
  return [...before, code`await ${call};`];
}
