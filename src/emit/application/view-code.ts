import type { Field, ValueObject } from '../../model/model.ts';
import { code } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { unlessNull } from '../typescript/unless-null.ts';
import { of } from '../typescript/symbols.ts';
import { dto } from './symbols.ts';

/** From a member of the state to the JSON of a view; the same JSON as rows give (`row/convert.ts`). */
export function toViewValue(field: Field, state: Code): Code {
  const one = conversionOf(field);
  if (field.many) {
    if (one === null) return present(field, state, (given) => code`[...${given}]`);
    const mapper = mapperOf(field);
    if (mapper !== null) return present(field, state, (given) => code`${given}.map(${mapper})`);
    return present(field, state, (given) => code`${given}.map((one) => ${one(code`one`)})`);
  }
  return one === null ? state : present(field, state, one);
}

/** Whether a value object looks the same in the state and in JSON. */
export function isPlainValue(value: ValueObject): boolean {
  return value.fields.every((field) => !field.many && conversionOf(field) === null);
}

function present(field: Field, state: Code, convert: (given: Code) => Code): Code {
  return field.optional ? unlessNull(state, convert) : convert(state);
}

/** The function that makes one element of a view, where there is one by name. */
function mapperOf({ type }: Field): Ref | null {
  if (type.kind === 'owned') return of.toView(type.entity);
  return type.kind === 'value' && !isPlainValue(type.value) ? dto.toValueView(type.value) : null;
}

function conversionOf(field: Field): ((value: Code) => Code) | null {
  const { type } = field;
  if (type.kind === 'owned') return (value) => code`${of.toView(type.entity)}(${value})`;
  if (type.kind === 'value') {
    return isPlainValue(type.value)
      ? null
      : (value) => code`${dto.toValueView(type.value)}(${value})`;
  }
  if (type.kind !== 'scalar') return null;
  const { digits } = type;
  switch (type.scalar) {
    case 'bigint':
      return (value) => code`String(${value})`;
    case 'decimal':
    case 'money':
      return (value) => code`${value}.toFixed(${digits !== null && digits.scale})`;
    case 'datetime':
      return (value) => code`${value}.toISOString()`;
    case 'bytes':
      return (value) => code`Buffer.from(${value}).toString('base64')`;
    default:
      return null;
  }
}
