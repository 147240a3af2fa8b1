import type { EventMember, Field, Scalar } from '../../model/model.ts';
import { stateFields } from '../domain/state.ts';
import { isSecret } from '../features.ts';

type Members = readonly (readonly [string, JsonSchema])[];

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an event's data looks like as JSON. */
export function dataSchema(members: readonly EventMember[]): JsonSchema {
  return objectOf(
    members.map((member) => {
      const absent = member.field?.optional ?? (member.optional || member.shape.optional);
      return [member.jsonName, orNull(memberSchema(member), absent)] as const;
    }),
  );
}

export function objectOf(members: Members, optional: Members = []): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries([...members, ...optional]),
    required: members.map(([name]) => name),
  };
}

function memberSchema({ system, shape }: EventMember): JsonSchema {
  if (system === null) return fieldSchema(shape);
  if (system === 'id') return uuid;
  if (system === 'version') return { type: 'integer' };
  return system === 'status' ? { type: 'string' } : instant;
}

function fieldSchema(field: Field): JsonSchema {
  const one = singleSchema(field);
  return field.many ? { type: 'array', items: one } : one;
}

function singleSchema({ type }: Field): JsonSchema {
  switch (type.kind) {
    case 'enum':
      return { type: 'string', enum: type.enum.values.map((value) => value.code) };
    case 'value':
      return fieldsSchema(type.value.fields, []);
    case 'owned': {
      const shown = stateFields(type.entity).filter((field) => !isSecret(field));
      return fieldsSchema(shown, [['id', uuid]]);
    }
    case 'reference':
      return type.targets.length === 1
        ? uuid
        : objectOf([
            ['kind', { type: 'string', enum: type.targets.map(({ names }) => names.code) }],
            ['id', uuid],
          ]);
    case 'scalar':
      return scalarSchemas[type.scalar] ?? { type: 'string' };
    case 'inverse':
      throw new Error('an inverse is never part of an event');
  }
}

function fieldsSchema(
  fields: readonly Field[],
  before: readonly (readonly [string, JsonSchema])[],
): JsonSchema {
  const own = fields.map(
    (field) => [field.member, orNull(fieldSchema(field), field.optional)] as const,
  );
  return objectOf([...before, ...own]);
}

function orNull(schema: JsonSchema, absent: boolean): JsonSchema {
  return absent ? { oneOf: [schema, { type: 'null' }] } : schema;
}

export const uuid: JsonSchema = { type: 'string', format: 'uuid' };
export const instant: JsonSchema = { type: 'string', format: 'date-time' };
const exact: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
const file: JsonSchema = objectOf([
  ['key', { type: 'string' }],
  ['name', { type: 'string' }],
  ['type', { type: 'string' }],
  ['size', { type: 'integer' }],
]);

/** Those that are no plain string. */
const scalarSchemas: Readonly<Partial<Record<Scalar, JsonSchema>>> = {
  int: { type: 'integer' },
  duration: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  bigint: { type: 'string', pattern: '^-?\\d+$' },
  decimal: exact,
  money: exact,
  date: { type: 'string', format: 'date' },
  datetime: instant,
  uuid,
  email: { type: 'string', format: 'email' },
  bytes: { type: 'string', contentEncoding: 'base64' },
  json: {},
  file,
  image: file,
};
