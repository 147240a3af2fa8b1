import type { InputSyntax, Located } from '../prd/index.ts';
import type { Building } from './draft.ts';
import { inputOf, ownInput } from './inputs.ts';
import type { Entity, Event, EventMember, Field, Input, SystemField } from './model.ts';
import { kinds } from './problems.ts';

/** What an event may carry: values of the row that are no secret. */
export function isTold(field: Field): boolean {
  const isPassword = field.type.kind === 'scalar' && field.type.scalar === 'password';
  return (
    field.type.kind !== 'inverse' &&
    field.computed?.kind !== 'custom' &&
    !field.secret &&
    !isPassword
  );
}

/** Data with a type of their own come from the command's input. */
export function checkOwnData(
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

export function isHidden(field: Field): boolean {
  return (
    field.type.kind === 'scalar' &&
    ['password', 'file', 'image', 'bytes'].includes(field.type.scalar)
  );
}

export function memberOf(
  building: Building,
  syntax: InputSyntax,
  entity: Entity,
): readonly EventMember[] {
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
