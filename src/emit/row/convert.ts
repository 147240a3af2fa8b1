import type { Field } from '../../model/model.ts';
import { code, join, key } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel } from '../typescript/symbols.ts';
import { unlessNull } from '../typescript/unless-null.ts';

/** How a stored value reaches us: by the driver, or inside JSON that PostgreSQL made. */
export type Source = 'driver' | 'json';

type Conversion = (value: Code) => Code;

/** From a column to the state; null where both are the same. */
export function toState(field: Field, source: Source, sqlType: string): Conversion | null {
  return lifted(field, stateConversion(field, source, sqlType));
}

/** From a column to the view's JSON. */
export function toView(field: Field, source: Source, sqlType: string): Conversion | null {
  const convert = viewConversion(field, source, sqlType);
  // Rows are read-only, views are their reader's own.
  return field.many && convert === null ? (value) => code`[...${value}]` : lifted(field, convert);
}

/** From the state to the JSON that PostgreSQL reads a row from. */
export function toStored(field: Field): Conversion | null {
  return lifted(field, storedConversion(field));
}

export function converted(value: Code, convert: Conversion | null, nullable: boolean): Code {
  if (convert === null) return value;
  return nullable ? unlessNull(value, convert) : convert(value);
}

function lifted(field: Field, convert: Conversion | null): Conversion | null {
  if (convert === null || !field.many) return convert;
  return (value) => code`${value}.map((one) => ${convert(code`one`)})`;
}

function stateConversion(field: Field, source: Source, sqlType: string): Conversion | null {
  if (field.type.kind === 'value') return members(field.type.value.fields, 'state');
  switch (scalarOf(field)) {
    case 'bigint':
      return (value) => code`BigInt(${value})`;
    case 'decimal':
    case 'money':
      return (value) => code`new ${kernel.Decimal}(${value})`;
    case 'datetime':
      return (value) => code`new Date(${value})`;
    case 'bytes':
      return source === 'json' ? (value) => code`Buffer.from(${value}.slice(2), 'hex')` : null;
    case 'duration':
      return sqlType.startsWith('bigint') ? (value) => code`Number(${value})` : null;
    default:
      return null;
  }
}

function viewConversion(field: Field, source: Source, sqlType: string): Conversion | null {
  if (field.type.kind === 'value') return members(field.type.value.fields, 'view');
  switch (scalarOf(field)) {
    case 'datetime':
      // PostgreSQL writes another form into JSON.
      return source === 'json' ? (value) => code`new Date(${value}).toISOString()` : null;
    case 'bytes':
      return source === 'json'
        ? (value) => code`Buffer.from(${value}.slice(2), 'hex').toString('base64')`
        : (value) => code`Buffer.from(${value}).toString('base64')`;
    case 'duration':
      return sqlType.startsWith('bigint') ? (value) => code`Number(${value})` : null;
    default:
      return null;
  }
}

function storedConversion(field: Field): Conversion | null {
  if (field.type.kind === 'value') return members(field.type.value.fields, 'stored');
  const digits = field.type.kind === 'scalar' ? field.type.digits : null;
  switch (scalarOf(field)) {
    case 'bigint':
      return (value) => code`String(${value})`;
    case 'decimal':
    case 'money':
      return digits === null
        ? (value) => code`${value}.toFixed()`
        : (value) => code`${value}.toFixed(${digits.scale})`;
    case 'datetime':
      return (value) => code`${value}.toISOString()`;
    case 'bytes':
      return (value) => code`\`\\\\x\${Buffer.from(${value}).toString('hex')}\``;
    case 'duration':
      return null;
    default:
      return null;
  }
}

/** Member by member of a value object in `jsonb`; null when all are the same on both sides. */
function members(
  fields: readonly Field[],
  direction: 'state' | 'view' | 'stored',
): Conversion | null {
  const conversions = fields.map((field) => ({
    field,
    convert:
      direction === 'state'
        ? toState(field, 'json', 'jsonb')
        : direction === 'view'
          ? toView(field, 'json', 'jsonb')
          : toStored(field),
  }));
  if (conversions.every(({ convert }) => convert === null)) return null;
  return (value) =>
    code`({ ${join(
      conversions.map(({ field, convert }) => {
        const member = code`${value}.${key(field.member)}`;
        return code`${key(field.member)}: ${converted(member, convert, field.optional)},`;
      }),
      '\n',
    )} })`;
}

function scalarOf(field: Field): string | null {
  return field.type.kind === 'scalar' ? field.type.scalar : null;
}
