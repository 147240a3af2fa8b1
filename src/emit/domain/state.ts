import type { Entity, Field, Input, Scalar } from '../../model/model.ts';
import { code, join, key, literal, type } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { enumeration, kernel, of, valueObject } from '../typescript/symbols.ts';

const storedFile = type('StoredFile', 'internal/domain/entity/stored-file.ts');
const json = type('Json', 'pkg/json/json.ts');

const scalars: Readonly<Record<Scalar, Code | Ref>> = {
  string: code`string`,
  text: code`string`,
  int: code`number`,
  bigint: code`bigint`,
  float: code`number`,
  decimal: kernel.DecimalType,
  money: kernel.DecimalType,
  bool: code`boolean`,
  date: code`string`,
  time: code`string`,
  datetime: code`Date`,
  duration: code`number`,
  uuid: code`string`,
  email: code`string`,
  url: code`string`,
  phone: code`string`,
  slug: code`string`,
  json,
  bytes: code`Uint8Array`,
  file: storedFile,
  image: storedFile,
  tz: code`string`,
  ip: code`string`,
  password: code`string`,
  role: kernel.Role,
};

/** Whether a field is part of the aggregate's state: all but inverses and the owner's computed ones. */
export function inState(field: Field): boolean {
  return field.type.kind === 'owned' || field.joinTable !== null || field.columns.length > 0;
}

export function stateFields(entity: Entity): readonly Field[] {
  return entity.fields.filter(inState);
}

/** The type of a member of the state, without `null`. */
export function stateType(field: Field): Code {
  return listed(field, oneOf(field, 'state'));
}

/** The same for what a factory or method takes: elements as they come in. */
export function givenType(field: Field): Code {
  return listed(field, oneOf(field, 'input'));
}

export function stateMember(field: Field): Code {
  return code`readonly ${key(field.stateMember)}: ${stateType(field)}${field.optional && code` | null`};`;
}

/** A member of an input: `may be left out` allows undefined, an optional field null. */
export function inputMember(shape: Field, mayBeLeftOut: boolean): Code {
  const absent = shape.optional && code` | null`;
  return mayBeLeftOut
    ? code`readonly ${key(shape.stateMember)}?: ${givenType(shape)}${absent} | undefined;`
    : code`readonly ${key(shape.stateMember)}: ${givenType(shape)}${absent};`;
}

/** An input in the domain's terms: named and typed like the member of the state that it fills. */
export function shapeOf(input: Input): Field {
  return { ...input.shape, optional: input.shape.optional };
}

function listed(field: Field, one: Code | Ref): Code {
  if (!field.many) return code`${one}`;
  return one.kind === 'code' && one.parts.length > 1
    ? code`readonly (${one})[]`
    : code`readonly ${one}[]`;
}

function oneOf(field: Field, side: 'state' | 'input'): Code | Ref {
  const { type: fieldType } = field;
  switch (fieldType.kind) {
    case 'scalar':
      return scalars[fieldType.scalar];
    case 'enum':
      return enumeration.type(fieldType.enum);
    case 'value':
      return valueObject.type(fieldType.value);
    case 'owned':
      return side === 'state' ? of.aggregateType(fieldType.entity) : of.newInput(fieldType.entity);
    case 'inverse':
      throw new Error(`${field.name} is never stored`);
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
  }
}
