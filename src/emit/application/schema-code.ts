import type { Field, FieldType, Scalar } from '../../model/model.ts';
import { code, join, literal, type } from '../typescript/code.ts';
import type { Code, Plain } from '../typescript/code.ts';
import { enumeration, kernel, of } from '../typescript/symbols.ts';
import { dto, schema } from './symbols.ts';

const { Type } = schema;
const json = type('Json', 'pkg/json/json.ts');

/** No list of an input is longer: each element costs something. */
const MAX_ITEMS = 1_000;
const INT = { minimum: -2_147_483_648, maximum: 2_147_483_647 };

/** The schema of a value as a caller gives it, with all that can be checked without the domain. */
export function inputSchemaOf(field: Field): Code {
  const one = schemaOf(field, 'input');
  if (!field.many) return one;
  const isSet = field.joinTable !== null;
  return code`${Type}.Array(${one}, { maxItems: ${MAX_ITEMS}${isSet && code`, uniqueItems: true`} })`;
}

/** The schema of a value as answers hold it. */
export function viewSchemaOf(field: Field): Code {
  const one = schemaOf(field, 'view');
  return field.many ? code`${Type}.Array(${one})` : one;
}

/** The schema of one value that a list is filtered by. */
export function filterSchemaOf(field: Field): Code {
  return schemaOf(field, 'filter');
}

type Side = 'input' | 'view' | 'filter';

function schemaOf(field: Field, side: Side): Code {
  const { type: of } = field;
  switch (of.kind) {
    case 'enum':
      return code`${schema.KeyOf}(${enumeration.object(of.enum)})`;
    case 'value':
      return code`${side === 'view' ? dto.valueView(of.value) : dto.valueInput(of.value)}`;
    case 'owned':
      return code`${side === 'view' ? dto.view(of.entity) : dto.childInput(of.entity)}`;
    case 'reference':
      return referenceSchema(of, side);
    case 'scalar':
      return scalarSchema(field, of.scalar, side);
    case 'inverse':
      throw new Error(`${field.name} is never part of a message`);
  }
}

function referenceSchema(one: FieldType & { kind: 'reference' }, side: Side): Code {
  const [first] = one.targets;
  if (first !== undefined && one.targets.length === 1) {
    return code`${schema.IdOf}<${literal(first.names.code)}>()`;
  }
  const kinds = one.targets.map((target) => target.names.code);
  const shape = join(
    one.targets.map(
      (target) => code`{ kind: ${literal(target.names.code)}; id: ${of.id(target)} }`,
    ),
    ' | ',
  );
  if (side !== 'view') {
    return code`${Type}.Unsafe<${shape}>({
      type: 'object',
      properties: {
        kind: { type: 'string', enum: ${literal(kinds)} },
        id: { type: 'string', format: 'uuid' },
      },
      required: ['kind', 'id'],
      additionalProperties: false,
    })`;
  }
  const kind = join(
    kinds.map((name) => literal(name)),
    ' | ',
  );
  const id = join(
    one.targets.map((target) => of.id(target)),
    ' | ',
  );
  return code`${Type}.Object({
    kind: ${Type}.Unsafe<${kind}>({ type: 'string', enum: ${literal(kinds)} }),
    id: ${Type}.Unsafe<${id}>({ type: 'string', format: 'uuid' }),
  })`;
}

function scalarSchema(field: Field, scalar: Scalar, side: Side): Code {
  const bounded = side === 'input';
  switch (scalar) {
    case 'int':
      return call('Integer', side === 'view' ? {} : { ...INT, ...(bounded && boundsOf(field)) });
    case 'duration':
      return call('Integer', bounded ? boundsOf(field) : {});
    case 'float':
      return call('Number', bounded ? boundsOf(field) : {});
    case 'bool':
      return call('Boolean', {});
    case 'bigint':
      return call('String', side === 'view' ? {} : { pattern: '^-?\\d{1,18}$' });
    case 'decimal':
    case 'money':
      return exact(field, scalar);
    case 'datetime':
      return code`${schema.Instant}()`;
    case 'date':
      return call('String', { format: 'date' });
    case 'time':
      return side === 'view' ? call('String', {}) : code`${schema.Time}()`;
    case 'uuid':
      return call('String', { format: 'uuid' });
    case 'json':
      return code`${Type}.Unsafe<${json}>({})`;
    case 'bytes':
      return side === 'view'
        ? call('String', { contentEncoding: 'base64' })
        : code`${schema.Base64}({ maxBytes: ${field.length?.max ?? 65_536} })`;
    case 'file':
    case 'image':
      return code`${schema.FileView}`;
    case 'role':
      return code`${schema.KeyOf}(${kernel.roles})`;
    case 'ip':
      return side === 'view' ? call('String', {}) : code`${schema.Ip}()`;
    default:
      return call('String', side === 'input' ? textRules(field, scalar) : {});
  }
}

function exact(field: Field, scalar: 'decimal' | 'money'): Code {
  const digits = field.type.kind === 'scalar' ? field.type.digits : null;
  const { precision, scale } = digits ?? { precision: 27, scale: 8 };
  return scalar === 'money' && digits !== null
    ? code`${schema.Amount}(${scale})`
    : code`${schema.Exact}({ precision: ${precision}, scale: ${scale} })`;
}

const formats: Partial<Record<Scalar, string>> = { email: 'email', url: 'uri' };

function textRules(field: Field, scalar: Scalar): Readonly<Record<string, Plain>> {
  const format = formats[scalar];
  const { length, pattern } = field;
  return {
    ...(format !== undefined && { format }),
    ...(format === undefined && length !== null && length.min > 0 && { minLength: length.min }),
    ...(length !== null && { maxLength: length.max }),
    ...(pattern !== null && isPortable(pattern) && { pattern: pattern.source }),
  };
}

/** A schema knows no flags, and its validator reads patterns as Unicode; what differs is left to the domain. */
function isPortable({ source, flags }: { source: string; flags: string }): boolean {
  if (flags !== '' && flags !== 'u') return false;
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}

const keywords = {
  '>=': 'minimum',
  '>': 'exclusiveMinimum',
  '<=': 'maximum',
  '<': 'exclusiveMaximum',
} as const;

function boundsOf(field: Field): Readonly<Record<string, number>> {
  return Object.fromEntries(field.bounds.map(({ op, value }) => [keywords[op], Number(value)]));
}

function call(name: string, options: Readonly<Record<string, Plain>>): Code {
  const members = Object.entries(options).map(
    ([option, value]) => code`${option}: ${literal(value)}`,
  );
  if (members.length === 0) return code`${Type}.${name}()`;
  return code`${Type}.${name}({ ${join(members, ', ')} })`;
}
