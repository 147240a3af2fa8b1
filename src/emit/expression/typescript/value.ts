import type { Field } from '../../../model/model.ts';
import { code, join, value as valueRef } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { kernel, paths } from '../../typescript/symbols.ts';

/** How a value is held at run time. */
export type Rep =
  | 'int'
  | 'float'
  | 'bigint'
  | 'decimal'
  | 'duration'
  | 'text'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'null'
  | 'other';

/** A compiled value: `code` is right, and typed so, wherever none of `nulls` holds. */
export interface Value {
  readonly code: Code;
  readonly rep: Rep;
  /** Conditions under which it is absent, in the order in which they must be asked. */
  readonly nulls: readonly Code[];
  /** The same as one expression that is null or undefined where it is absent; told for paths. */
  readonly chain: Code | null;
  /** A number as written in the PRD. */
  readonly literal: string | null;
}

/** A collection: each element of `source` in the variable `name` gives `body`. */
export interface List {
  readonly source: Code;
  readonly name: string;
  readonly body: Value;
  /** Whether the body is the element itself. */
  readonly isElement: boolean;
}

/** For what TypeScript cannot see: that a choice whose absence was asked before is there. */
const known = valueRef('known', 'internal/domain/entity/known.ts');

/** A value that is absent under `nulls`, in an expression that TypeScript does not narrow. */
export function opaque(text: Code, rep: Rep, nulls: readonly Code[]): Value {
  if (nulls.length === 0) return made(text, rep);
  return { ...made(code`${known}(${text})`, rep, nulls), chain: text };
}

export const sumOf = valueRef('sum', paths.money);

export function made(text: Code, rep: Rep, nulls: readonly Code[] = []): Value {
  return { code: text, rep, nulls, chain: null, literal: null };
}

/** How a field's value is held. */
export function repOf(field: Field): Rep {
  if (field.type.kind === 'enum' || field.type.kind === 'reference') return 'text';
  if (field.type.kind !== 'scalar') return 'other';
  switch (field.type.scalar) {
    case 'int':
    case 'float':
    case 'bigint':
    case 'date':
    case 'datetime':
    case 'duration':
    case 'decimal':
      return field.type.scalar;
    case 'money':
      return 'decimal';
    case 'bool':
      return 'boolean';
    case 'json':
    case 'bytes':
    case 'file':
    case 'image':
      return 'other';
    default:
      return 'text';
  }
}

/** The value, or null where it is absent. */
export function orNull(value: Value): Code {
  if (value.nulls.length === 0) return value.code;
  const [first] = value.nulls;
  const mayBeUndefined = first !== undefined && textOf(first).endsWith(' == null');
  if (value.nulls.length === 1 && value.chain !== null && !mayBeUndefined) return value.chain;
  if (value.chain !== null) return code`(${value.chain} ?? null)`;
  return code`(${anyOf(value.nulls)} ? null : ${value.code})`;
}

export function anyOf(conditions: readonly Code[]): Code {
  return join(conditions, ' || ');
}

export function unique(conditions: readonly Code[]): readonly Code[] {
  return [...new Map(conditions.map((one) => [textOf(one), one])).values()];
}

export function textOf(text: Code): string {
  return text.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}

export function isNumber(rep: Rep): boolean {
  return rep === 'int' || rep === 'float' || rep === 'duration';
}

/** The same value held otherwise. */
export function toRep(value: Value, rep: Rep): Value {
  if (value.rep === rep || value.rep === 'null') return value;
  const text = converted(value, rep);
  return text === null ? { ...value, rep } : { ...value, code: text, rep, chain: null };
}

/** An exact number from the PRD as what it is at run time. */
export function solid(value: Value): Value {
  if (value.rep !== 'decimal' || value.literal === null) return value;
  return { ...value, code: exact(value.literal), literal: null };
}

function exact(number: string): Code {
  return code`new ${kernel.Decimal}(${number.includes('.') ? quoted(number) : raw(number)})`;
}

function converted(value: Value, rep: Rep): Code | null {
  const { code: text } = value;
  if (rep === 'decimal') {
    return value.literal === null ? code`new ${kernel.Decimal}(${text})` : exact(value.literal);
  }
  if (rep === 'bigint') {
    if (value.literal !== null && /^\d+$/.test(value.literal)) return raw(`${value.literal}n`);
    return value.rep === 'decimal' ? code`BigInt(${text}.toFixed(0))` : code`BigInt(${text})`;
  }
  if (value.rep === 'decimal') {
    if (value.literal !== null) return rep === 'float' ? raw(value.literal) : null;
    if (rep === 'int' || rep === 'duration') return code`${text}.toDecimalPlaces(0).toNumber()`;
    return rep === 'float' ? code`${text}.toNumber()` : null;
  }
  if (value.rep === 'bigint' && isNumber(rep)) return code`Number(${text})`;
  if (value.rep === 'date' && rep === 'datetime') return code`new Date(${text})`;
  if (value.rep === 'datetime' && rep === 'date') return code`${text}.toISOString().slice(0, 10)`;
  if (value.rep === 'float' && rep === 'int') return code`Math.round(${text})`;
  return null;
}

export function raw(text: string): Code {
  return { kind: 'code', parts: [text] };
}

/** A number from the PRD, as text. */
function quoted(number: string): Code {
  if (!/^-?[\d.]+$/.test(number)) throw new Error(`not a number: ${number}`);
  return raw(`'${number}'`);
}
