import type { DefaultSyntax } from '../prd/index.ts';
import { fieldText } from './compatible.ts';
import type { Building } from './draft.ts';
import type { Field, Scalar } from './model.ts';
import { kinds } from './problems.ts';

export function wrong(building: Building, field: Field, syntax: Pick<DefaultSyntax, 'at'>): null {
  const type = `${fieldText(field.type)}${field.many ? '[]' : ''}`;
  const example = field.type.kind === 'scalar' ? examples[field.type.scalar] : undefined;
  building.problems.add(
    'wrong_default',
    syntax.at,
    {
      en: `this is no default of "${field.name}", which is ${type}`,
      zh: `这不能作“${field.name}”（${type}）的默认值`,
    },
    example === undefined
      ? undefined
      : { en: `write it as in ${example}`, zh: `写法例如 ${example}` },
  );
  return null;
}

const examples: Partial<Record<Scalar, string>> = {
  bool: 'true, false',
  int: '1',
  bigint: '1',
  float: '0.5',
  decimal: '0.5',
  money: '9.90',
  date: '2026-01-31, today()',
  time: '08:30',
  datetime: '2026-01-31T08:30:00Z, now()',
  duration: '30m, 14d',
  uuid: 'uuid()',
};

const dates = /^\d{4}-\d\d-\d\d$/;

const shapes: Partial<Record<Scalar, RegExp>> = {
  int: /^-?\d+$/,
  bigint: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?$/,
  decimal: /^-?\d+(\.\d+)?$/,
  money: /^-?\d+(\.\d+)?$/,
  date: dates,
  time: /^\d\d:\d\d(:\d\d)?$/,
  datetime: /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  email: /^[^\s@]+@[^\s@]+$/,
};

/** A literal in the field's type; a problem, and null, when it is none. */
export function literalOf(
  building: Building,
  field: Field,
  text: string,
  at: DefaultSyntax['at'],
): string | number | boolean | null {
  if (field.type.kind === 'enum') {
    const { values } = field.type.enum;
    const found = values.find((one) => one.code === text || one.label === text);
    if (found) return found.code;
    building.problems.unknown(
      kinds.value,
      text,
      at,
      values.map((one) => one.code),
    );
    return null;
  }
  if (field.type.kind !== 'scalar') return wrong(building, field, { at });
  const { scalar } = field.type;
  if (shapes[scalar] && !shapes[scalar].test(text)) return wrong(building, field, { at });
  switch (scalar) {
    case 'int':
    case 'float':
      return withinBounds(building, field, text, at) ? Number(text) : null;
    case 'bigint':
    case 'decimal':
    case 'money':
      return withinBounds(building, field, text, at) ? text : null;
    case 'bool':
      return text === 'true' || text === 'false' ? text === 'true' : wrong(building, field, { at });
    case 'duration':
      return durationOf(text) ?? wrong(building, field, { at });
    case 'role':
      return roleNamed(building, text, at);
    case 'time':
      return text.length === 5 ? `${text}:00` : text;
    case 'json':
    case 'bytes':
    case 'file':
    case 'image':
    case 'password':
      return wrong(building, field, { at });
    default:
      return textOf(building, field, text, at);
  }
}

function withinBounds(
  building: Building,
  field: Field,
  text: string,
  at: DefaultSyntax['at'],
): boolean {
  const value = Number(text);
  const broken = field.bounds.find(({ op, value: bound }) => {
    const limit = Number(bound);
    if (op === '>=') return value < limit;
    if (op === '<=') return value > limit;
    return op === '>' ? value <= limit : value >= limit;
  });
  if (broken)
    building.problems.add('default_out_of_bounds', at, {
      en: `${text} is not ${broken.op} ${broken.value}`,
      zh: `${text} 不满足 ${broken.op} ${broken.value}`,
    });
  return !broken;
}

function textOf(
  building: Building,
  field: Field,
  text: string,
  at: DefaultSyntax['at'],
): string | null {
  const count = [...text].length;
  const tooLong = field.length && (count < field.length.min || count > field.length.max);
  const unlike = field.pattern && !new RegExp(field.pattern.source, field.pattern.flags).test(text);
  if (!tooLong && !unlike) return text;
  building.problems.add('default_out_of_bounds', at, {
    en: `"${text}" is not a value that "${field.name}" takes`,
    zh: `“${text}”不是“${field.name}”允许的值`,
  });
  return null;
}

function roleNamed(building: Building, text: string, at: DefaultSyntax['at']): string | null {
  const { roles } = building.model;
  const found = roles.find((one) => one.code === text || one.label === text);
  if (!found)
    building.problems.unknown(
      kinds.role,
      text,
      at,
      roles.map((one) => one.code),
    );
  return found?.code ?? null;
}

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

function durationOf(text: string): number | null {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text) ?? [];
  const size = units[unit];
  return count === undefined || size === undefined ? null : Math.round(Number(count) * size);
}
