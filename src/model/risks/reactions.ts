import type { Command, Event, Model } from '../model.ts';
import { shortList } from './found.ts';
import type { Found } from './found.ts';

/** Events whose reactions lead back to them. */
export function endlessReactions(model: Model): readonly Found[] {
  const next = new Map<Event, readonly Event[]>(
    model.reactions.map(({ event, targets }) => [
      event,
      targets.flatMap(({ call }) => (call.kind === 'command' ? eventsOf(call.command, model) : [])),
    ]),
  );
  const endless = [...next.keys()].filter((event) => leadsBack(event, next));
  if (endless.length === 0) return [];
  const names = shortList(endless.map((event) => event.name));
  return [
    {
      code: 'endless_reactions',
      message: {
        en: `reactions to ${names} may cause the same event again`,
        zh: `对 ${names} 的反应可能再次引发同一事件`,
      },
      mitigation: {
        en: 'make sure that a `when` or a state ends the round',
        zh: '请确保有 `when` 或状态使其终止',
      },
    },
  ];
}

function leadsBack(event: Event, next: ReadonlyMap<Event, readonly Event[]>): boolean {
  const reached = new Set<Event>();
  const queue = [...(next.get(event) ?? [])];
  for (const one of queue) {
    if (reached.has(one)) continue;
    reached.add(one);
    queue.push(...(next.get(one) ?? []));
  }
  return reached.has(event);
}

const suffixes: Partial<Record<Command['kind'], string>> = {
  create: 'Created',
  delete: 'Deleted',
  move: 'StatusChanged',
  update: 'Updated',
  change: 'Updated',
};

function eventsOf(command: Command, model: Model): readonly Event[] {
  const builtIn = `${command.entity.names.code}${suffixes[command.kind] ?? ''}`;
  return [
    ...command.emits,
    ...model.events.filter((event) => event.builtIn && event.name === builtIn),
  ];
}
