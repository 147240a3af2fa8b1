import type { Command, Entity, Event, EventMember, Model } from '../../model/model.ts';
import { lowerFirst } from '../../model/names.ts';
import { recordedEvents } from '../features.ts';
import { code, join, key, literal, value } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';
import { jsonOf, jsonType } from './event-json.ts';

/** The recorded events of one entity. */
export function eventsOf(entity: Entity, model: Model): readonly Event[] {
  return recordedEvents(model).filter((event) => event.entity === entity);
}

/** The events that a command records, built-in ones first. */
export function eventsOfCommand(command: Command, model: Model): readonly Event[] {
  const suffix = suffixes[command.kind];
  const name = suffix === undefined ? null : `${command.entity.names.code}${suffix}`;
  return eventsOf(command.entity, model).filter(
    (event) => (event.builtIn && event.name === name) || command.emits.includes(event),
  );
}

const suffixes: Readonly<Partial<Record<Command['kind'], string>>> = {
  create: 'Created',
  update: 'Updated',
  delete: 'Deleted',
  restore: 'Updated',
  move: 'StatusChanged',
  change: 'Updated',
  assignRole: 'Updated',
  revokeRole: 'Updated',
  attachFile: 'Updated',
  detachFile: 'Updated',
};

/** `order.record('OrderPaid', orderPaid(order.state));` */
export function recordStatement(event: Event, command: Command, on: string): Code {
  const own = ownMembers(event).map((member) => {
    const input = command.inputs.find((one) => one.name === member.name);
    const given =
      input === undefined
        ? code`null`
        : jsonOf(input.shape, code`input.${input.shape.stateMember}`, input.optional);
    return code`${key(member.jsonName)}: ${given},`;
  });
  const more = own.length > 0 && code`, {\n${own}\n}`;
  return code`${on}.record(${literal(event.name)}, ${eventData(event)}(${on}.state${more}));`;
}

/** The function that makes an event's data of the state. */
export function eventData(event: Event): Ref {
  return value(lowerFirst(event.name), paths.events(event.entity));
}

/** Members with a type of their own, which the command's input fills. */
function ownMembers(event: Event): readonly EventMember[] {
  return event.data.filter((member) => member.field === null && member.system === null);
}

export function eventFunction(event: Event): Code {
  const own = ownMembers(event);
  const more =
    own.length > 0 &&
    code`, input: Pick<${of.events(event.entity)}[${literal(event.name)}], ${join(
      own.map((member) => literal(member.jsonName)),
      ' | ',
    )}>`;
  const members = event.data
    .filter((member) => !own.includes(member))
    .map((member) => code`${key(member.jsonName)}: ${memberValue(member)},`);
  return code`
    export function ${eventData(event)}(state: ${of.state(event.entity)}${more}): ${of.events(event.entity)}[${literal(event.name)}] {
      return {
        ${members}
        ${own.length > 0 && code`...input,`}
      };
    }`;
}

export function eventInterface(entity: Entity, model: Model): Code {
  const entries = eventsOf(entity, model).map((event) => {
    const members = event.data.map((member) => {
      const absent = isAbsent(member) && code` | null`;
      return code`readonly ${key(member.jsonName)}: ${memberType(member, entity)}${absent};`;
    });
    return code`${key(event.name)}: {\n${members}\n};`;
  });
  return code`
    /** Plain JSON only: an event outlives the code that recorded it. */
    export interface ${of.events(entity)} {
      ${entries}
    }`;
}

function isAbsent(member: EventMember): boolean {
  return member.field?.optional ?? (member.optional || member.shape.optional);
}

function memberType(member: EventMember, entity: Entity): Code {
  if (member.system === 'id') return code`${of.id(entity)}`;
  if (member.system === 'status') return code`${of.status(entity)}`;
  return jsonType(member.shape);
}

function memberValue(member: EventMember): Code {
  if (member.system === 'id' || member.system === 'status' || member.system === 'version') {
    return code`state.${member.system}`;
  }
  if (member.system !== null) return code`state.${member.system}.toISOString()`;
  return jsonOf(member.shape, code`state.${member.shape.stateMember}`, member.shape.optional);
}
