import type { InputSyntax, Located } from '../prd/index.ts';
import { inputOf, ownInput } from './inputs.ts';
import type { Building, Draft } from './draft.ts';
import type { Entity, Event, EventMember, Field, Input, SystemField } from './model.ts';
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

/** What an event may carry: values of the row that are no secret. */
function isTold(field: Field): boolean {
  const isPassword = field.type.kind === 'scalar' && field.type.scalar === 'password';
  return (
    field.type.kind !== 'inverse' &&
    field.computed?.kind !== 'custom' &&
    !field.secret &&
    !isPassword
  );
}

/** Data with a type of their own come from the command's input. */
function checkOwnData(
  building: Building,
  event: Event,
  inputs: readonly Input[],
  emits: Located<string>,
): void {
  const missing = event.data.find(
    ({ name, field, system, optional }) =>
      field === null &&
      system === null &&
      !optional &&
      !inputs.some((input) => input.name === name && !input.optional),
  );
  if (missing)
    building.problems.addUnless(
      [missing.name],
      'event_data_missing',
      emits.at,
      {
        en: `"${event.name}" carries "${missing.name}", which this command does not take`,
        zh: `“${event.name}”带有“${missing.name}”，但该命令没有这个输入`,
      },
      {
        en: `add it to the command's \`input\`, or make it optional (\`?\`)`,
        zh: '请把它加入命令的 `input`，或改为可选（`?`）',
      },
    );
}

function isHidden(field: Field): boolean {
  return (
    field.type.kind === 'scalar' &&
    ['password', 'file', 'image', 'bytes'].includes(field.type.scalar)
  );
}

function memberOf(building: Building, syntax: InputSyntax, entity: Entity): readonly EventMember[] {
  if (syntax.kind === 'field')
    return ownInput(building, syntax.field, null).map((input) => ({ ...input, system: null }));
  const { value, at } = syntax.name;
  if (
    value === 'id' ||
    value === 'createdAt' ||
    value === 'updatedAt' ||
    value === 'version' ||
    (value === 'status' && entity.lifecycle)
  ) {
    return [systemMember(value, entity)];
  }
  const field = entity.fields.find((one) => one.name === value);
  if (!field) {
    building.problems.unknown(kinds.field, value, at, [
      'id',
      ...entity.fields.map((one) => one.name),
    ]);
    return [];
  }
  if (!isTold(field)) {
    building.problems.add('not_in_event', at, {
      en: `"${value}" is not for events: it is secret, or has no value of its own in the row`,
      zh: `“${value}”不能放入事件：它是机密，或在行中没有单独的值`,
    });
    return [];
  }
  return [{ ...inputOf(field, field.optional), system: null }];
}

/** `id` and its like in the shape of a field, so that expressions can follow them. */
export function systemMember(name: SystemField, entity: Entity): EventMember {
  const scalar =
    name === 'id' ? 'uuid' : name === 'version' ? 'int' : name === 'status' ? 'string' : 'datetime';
  const shape: Field = {
    name,
    label: name,
    member: name,
    stateMember: name,
    type:
      name === 'id'
        ? { kind: 'reference', targets: [entity] }
        : { kind: 'scalar', scalar, digits: null, currencyField: null },
    many: false,
    optional: false,
    clientMay: 'never',
    unique: name === 'id',
    index: false,
    immutable: true,
    readonly: true,
    secret: false,
    pii: false,
    read: null,
    search: false,
    ci: false,
    ordered: false,
    onDelete: 'restrict',
    length: null,
    bounds: [],
    pattern: null,
    computed: null,
    counter: null,
    sequence: null,
    default: null,
    columns: [],
    joinTable: null,
    at: entity.at,
  };
  return { name, label: name, jsonName: name, field: null, shape, optional: false, system: name };
}
