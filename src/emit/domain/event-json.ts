import type { Entity, Field } from '../../model/model.ts';
import { code, join, key, literal, type } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { enumeration, kernel, of } from '../typescript/symbols.ts';
import { unlessNull } from '../typescript/unless-null.ts';
import { elementName } from './creation.ts';
import { stateFields } from './state.ts';

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
export function jsonOf(field: Field, given: Code, maybe: boolean): Code {
  const convert = conversion(field);
  const absent = maybe || field.optional;
  if (convert === null) return absent && !isStored(given) ? code`${given} ?? null` : given;
  const whole = (value: Code): Code =>
    field.many
      ? code`${value}.map((${elementName(field)}) => ${wrapped(convert(code`${elementName(field)}`))})`
      : convert(value);
  return absent ? unlessNull(given, whole, { orUndefined: true }) : whole(given);
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
      if (convert === null) return code`${key(field.member)}: ${member},`;
      const whole = (value: Code): Code =>
        field.many ? code`${value}.map((part) => ${wrapped(convert(code`part`))})` : convert(value);
      return code`${key(field.member)}: ${field.optional ? unlessNull(member, whole) : whole(member)},`;
    });
    return {
      kind: 'code',
      parts: ['{', ...code`\n${hasId && code`id: ${given}.id,`}\n${entries}\n}`.parts],
    };
  };
}
