import type { Located } from '../prd/index.ts';
import { checkOwnData, isHidden, isTold, memberOf, systemMember } from './event-data.ts';
import { inputOf } from './inputs.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Event, EventMember, Input, SystemField } from './model.ts';
import { kinds } from './problems.ts';

/** Events by name: declared ones get their emitter when a command names them. */
export interface EventIndex {
  /** The event that a command of `entity` emits; a problem when it is not declared. */
  emitted(name: Located<string>, entity: Entity, inputs: readonly Input[]): readonly Event[];
  /** The event that a reaction or saga takes; built-in ones come to be here. */
  taken(name: Located<string>): Event | null;
  /** All that is recorded; problems for declared events that nobody emits. */
  all(): readonly Event[];
}

const suffixes = ['Created', 'Updated', 'Deleted', 'StatusChanged'] as const;

export function eventIndex(building: Building): EventIndex {
  const { events: declared } = building.document;
  const events = new Map<string, Draft<Event>>();
  const known = (): string[] => [
    ...declared.map((one) => one.name.code),
    ...building.model.roots.flatMap((entity) =>
      suffixes.map((suffix) => entity.names.code + suffix),
    ),
  ];

  return {
    emitted(name, entity, inputs) {
      const syntax = declared.find((one) => one.name.code === name.value);
      if (!syntax) {
        building.problems.unknown(
          kinds.event,
          name.value,
          name.at,
          declared.map((one) => one.name.code),
        );
        return [];
      }
      const event = events.get(name.value) ?? {
        name: syntax.name.code,
        label: syntax.name.label ?? syntax.name.code,
        entity,
        builtIn: false,
        data: syntax.data.flatMap((one) => memberOf(building, one, entity)),
        used: false,
        at: syntax.name.at,
      };
      if (event.entity !== entity) {
        building.problems.add(
          'event_of_two_entities',
          name.at,
          {
            en: `"${name.value}" is emitted by ${event.entity.names.code} already, and its data are that one's`,
            zh: `“${name.value}”已由 ${event.entity.names.code} 发出，其数据也属于它`,
          },
          { en: 'declare an event of its own', zh: '请另外声明一个事件' },
        );
      }
      checkOwnData(building, event, inputs, name);
      events.set(name.value, event);
      return [event];
    },
    taken(name) {
      const event = events.get(name.value) ?? builtIn(name);
      if (!event) {
        const isKnown = declared.some((one) => one.name.code === name.value);
        if (!isKnown && !isOfSuspect(building, name.value))
          building.problems.unknown(kinds.event, name.value, name.at, known());
        return null;
      }
      event.used = true;
      events.set(name.value, event);
      return event;
    },
    all() {
      for (const { name } of declared) {
        if (!events.has(name.code)) {
          building.problems.addUnless(
            [name.code],
            'event_never_emitted',
            name.at,
            { en: `no command emits "${name.code}"`, zh: `没有命令发出“${name.code}”` },
            {
              en: `add \`emits: ${name.code}\` to a command, or take the event out`,
              zh: `请在某个命令中加上 \`emits: ${name.code}\`，或删去该事件`,
            },
          );
        }
      }
      return [...events.values()];
    },
  };

  function builtIn(name: Located<string>): Draft<Event> | null {
    const suffix = suffixes.find((one) => name.value.endsWith(one));
    const entity =
      suffix && building.model.roots.find((one) => one.names.code + suffix === name.value);
    if (!entity || !suffix) return null;
    if (!happens(entity, suffix)) {
      building.problems.add('event_never_emitted', name.at, {
        en: `nothing in ${entity.names.code} makes "${name.value}" happen`,
        zh: `${entity.names.code} 中没有操作会引发“${name.value}”`,
      });
    }
    const fields = entity.fields.filter((field) => isTold(field) && !isHidden(field));
    const system: SystemField[] = ['id', ...(entity.lifecycle ? (['status'] as const) : [])];
    return {
      name: name.value,
      label: name.value,
      entity,
      builtIn: true,
      data: [
        ...system.map((one) => systemMember(one, entity)),
        ...fields.map((field): EventMember => ({
          ...inputOf(field, field.optional),
          system: null,
        })),
      ],
      used: true,
      at: entity.at,
    };
  }
}

/** `OrderCreated`, where `Order` itself is misspelt. */
function isOfSuspect(building: Building, name: string): boolean {
  const suffix = suffixes.find((one) => name.endsWith(one)) ?? '';
  return suffix !== '' && building.problems.isSuspect(name.slice(0, -suffix.length));
}

/** Whether some command of the entity records the built-in event. */
function happens(entity: Entity, suffix: (typeof suffixes)[number]): boolean {
  const kindsOf = entity.commands.map((command) => command.kind);
  switch (suffix) {
    case 'Created':
      return kindsOf.includes('create');
    case 'Deleted':
      return kindsOf.includes('delete');
    case 'StatusChanged':
      return kindsOf.includes('move');
    case 'Updated':
      return kindsOf.some((kind) => !['create', 'delete', 'move', 'custom'].includes(kind));
  }
}
