import type { Field } from '../../model/model.ts';
import { code, join, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, valueObject } from '../typescript/symbols.ts';

/** One member of an input: its shape, and whether the caller may leave it out. */
export interface GivenInput {
  readonly shape: Field;
  readonly mayBeLeftOut: boolean;
}

type Conversion = (given: Code) => Code;

/**
 * The members of a domain input out of checked JSON: `price: new Decimal(data.price),`. Passwords
 * are not among them: they are hashed by the handler.
 */
export function inputMembers(inputs: readonly GivenInput[], data: Code): readonly Code[] {
  return inputs
    .filter(({ shape }) => !isPassword(shape))
    .map((input) => {
      const { shape } = input;
      const given = code`${data}.${key(shape.member)}`;
      return code`${key(shape.stateMember)}: ${fromJson(input, given, shape.member)},`;
    });
}

/** One value from JSON to the domain; `at` is its place in error messages. */
export function fromJson({ shape, mayBeLeftOut }: GivenInput, given: Code, at: string): Code {
  const convert = conversion(shape, at);
  if (convert === null) return given;
  if (!mayBeLeftOut && !shape.optional) return convert(given);
  return code`${given} == null ? ${given} : ${convert(given)}`;
}

function conversion(field: Field, at: string): Conversion | null {
  const one = single(field, at);
  if (one === null || !field.many) return one;
  return (given) => code`${given}.map((one) => ${one(code`one`)})`;
}

function single(field: Field, at: string): Conversion | null {
  const { type } = field;
  switch (type.kind) {
    case 'value': {
      const members = membersOf(type.value.fields, at);
      const make = valueObject.make(type.value);
      return (given) => code`${make}(${members === null ? given : members(given)}, ${literal(at)})`;
    }
    case 'owned': {
      const members = membersOf(childInputs(type.entity.fields), at);
      return members === null ? null : (given) => code`(${members(given)})`;
    }
    case 'scalar':
      return scalar(type.scalar);
    default:
      return null;
  }
}

/** What a client may give of an owned child. */
export function childInputs(fields: readonly Field[]): readonly Field[] {
  return fields.filter((field) => field.clientMay !== 'never');
}

function membersOf(fields: readonly Field[], at: string): Conversion | null {
  const inputs = fields.map((shape) => ({
    shape,
    mayBeLeftOut: shape.optional || shape.default !== null,
  }));
  if (inputs.every(({ shape }) => conversion(shape, at) === null)) return null;
  return (given) =>
    code`{ ...${given}, ${join(
      inputs
        .filter(({ shape }) => conversion(shape, at) !== null)
        .map((input) => {
          const { member } = input.shape;
          const inner = code`${given}.${key(member)}`;
          return code`${key(member)}: ${fromJson(input, inner, `${at}.${member}`)}`;
        }),
      ', ',
    )} }`;
}

function scalar(name: string): Conversion | null {
  switch (name) {
    case 'bigint':
      return (given) => code`BigInt(${given})`;
    case 'decimal':
    case 'money':
      return (given) => code`new ${kernel.Decimal}(${given})`;
    case 'datetime':
      return (given) => code`new Date(${given})`;
    case 'bytes':
      return (given) => code`Buffer.from(${given}, 'base64')`;
    default:
      return null;
  }
}

function isPassword(field: Field): boolean {
  return field.type.kind === 'scalar' && field.type.scalar === 'password';
}
