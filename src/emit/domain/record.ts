import type { Command, Entity, Event, EventMember, Field, Model } from '../../model/model.ts';
import { lowerFirst } from '../../model/names.ts';
import { recordedEvents } from '../features.ts';
import { code, join, key, literal, type, value } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { enumeration, kernel, of, paths } from '../typescript/symbols.ts';
import { elementName } from './creation.ts';
import { stateFields } from './state.ts';

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

/** The type of a value as plain JSON. */
export function jsonType(field: Field): Code {
  const one = singleType(field);
  return field.many ? code`readonly (${one})[]` : one;
}

function singleType(field: Field): Code {
  const { type: fieldType } = field;
  switch (fieldType.kind) {
    case 'enum':
      return code`${enumeration.type(fieldType.enum)}`;
    case 'value':
      return objectType(fieldType.value.fields);
    case 'owned':
      return code`{ readonly id: ${of.id(fieldType.entity)}; ${objectMembers(shown(fieldType.entity))} }`;
    case 'reference': {
      const ids = join(
        fieldType.targets.map((target) => of.id(target)),
        ' | ',
      );
      if (fieldType.targets.length === 1) return ids;
      const kinds = join(
        fieldType.targets.map((target) => literal(target.names.code)),
        ' | ',
      );
      return code`{ readonly kind: ${kinds}; readonly id: ${ids} }`;
    }
    case 'inverse':
      throw new Error(`${field.name} is never part of an event`);
    case 'scalar':
      return scalarType(fieldType.scalar);
  }
}

function scalarType(scalar: string): Code {
  switch (scalar) {
    case 'int':
    case 'float':
    case 'duration':
      return code`number`;
    case 'bool':
      return code`boolean`;
    case 'json':
      return code`${type('Json', 'pkg/json/json.ts')}`;
    case 'file':
    case 'image':
      return code`${type('StoredFile', 'internal/domain/entity/stored-file.ts')}`;
    case 'role':
      return code`${kernel.Role}`;
    default:
      return code`string`;
  }
}

function objectType(fields: readonly Field[]): Code {
  return code`{ ${objectMembers(fields)} }`;
}

function objectMembers(fields: readonly Field[]): Code {
  return join(
    fields.map(
      (field) =>
        code`readonly ${key(field.member)}: ${jsonType(field)}${field.optional && code` | null`};`,
    ),
    '\n',
  );
}

/** What of an element an event tells: nothing secret. */
function shown(child: Entity): readonly Field[] {
  return stateFields(child).filter(
    (field) => !field.secret && !(field.type.kind === 'scalar' && field.type.scalar === 'password'),
  );
}

/** A value of the state as plain JSON. */
function jsonOf(field: Field, given: Code, maybe: boolean): Code {
  const convert = conversion(field);
  const absent = maybe || field.optional;
  if (convert === null) return absent && !isStored(given) ? code`${given} ?? null` : given;
  const one = field.many
    ? code`${given}.map((${elementName(field)}) => ${wrapped(convert(code`${elementName(field)}`))})`
    : convert(given);
  return absent ? code`${given} == null ? null : ${one}` : one;
}

function isStored(given: Code): boolean {
  return given.parts[0] === 'state.' || given.parts.join('').startsWith('state.');
}

function wrapped(text: Code): Code {
  return text.parts[0] === '{' ? code`(${text})` : text;
}

function conversion(field: Field): ((given: Code) => Code) | null {
  const { type: fieldType } = field;
  if (fieldType.kind === 'value') return members(fieldType.value.fields, false);
  if (fieldType.kind === 'owned') return members(shown(fieldType.entity), true);
  if (fieldType.kind !== 'scalar') return null;
  switch (fieldType.scalar) {
    case 'money':
    case 'decimal': {
      const scale = fieldType.digits?.scale;
      return (given) => code`${given}.toFixed(${scale ?? null})`;
    }
    case 'bigint':
      return (given) => code`String(${given})`;
    case 'datetime':
      return (given) => code`${given}.toISOString()`;
    case 'bytes':
      return (given) => code`Buffer.from(${given}).toString('base64')`;
    default:
      return null;
  }
}

function members(fields: readonly Field[], hasId: boolean): ((given: Code) => Code) | null {
  if (!hasId && fields.every((field) => conversion(field) === null)) return null;
  return (given) => {
    const entries = fields.map((field) => {
      const member = code`${given}.${key(field.stateMember)}`;
      const convert = conversion(field);
      const one =
        convert === null
          ? member
          : field.many
            ? code`${member}.map((part) => ${wrapped(convert(code`part`))})`
            : convert(member);
      const whole =
        field.optional && convert !== null ? code`${member} === null ? null : ${one}` : one;
      return code`${key(field.member)}: ${whole},`;
    });
    return {
      kind: 'code',
      parts: ['{', ...code`\n${hasId && code`id: ${given}.id,`}\n${entries}\n}`.parts],
    };
  };
}
