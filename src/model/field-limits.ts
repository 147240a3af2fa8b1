import type { FieldSyntax } from '../prd/index.ts';
import type { Building } from './draft.ts';
import type { Bound, Digits, Field, FieldType, Scalar, Sequence } from './model.ts';

const DECIMAL: Digits = { precision: 19, scale: 4 };

const MONEY_PRECISION = 19;

export function digitsOf(
  building: Building,
  scalar: Scalar,
  args: readonly string[],
): Digits | null {
  if (scalar === 'decimal') {
    const [precision, scale] = args.map(Number);
    return args.length === 0
      ? DECIMAL
      : { precision: precision ?? DECIMAL.precision, scale: scale ?? 0 };
  }
  if (scalar !== 'money') return null;
  const scale = args[0] === undefined ? building.model.currency.digits : Number(args[0]);
  return { precision: MONEY_PRECISION, scale };
}

const MAX_TEXT = 65_535;

const defaultLengths: Partial<Record<Scalar, { readonly min: number; readonly max: number }>> = {
  string: { min: 1, max: 255 },
  text: { min: 0, max: MAX_TEXT },
  url: { min: 1, max: 2_048 },
  phone: { min: 3, max: 32 },
  slug: { min: 1, max: 100 },
  email: { min: 3, max: 254 },
  password: { min: 8, max: 200 },
  file: { min: 0, max: 10_000_000 },
  image: { min: 0, max: 10_000_000 },
  bytes: { min: 0, max: 65_536 },
};

export function lengthOf(
  building: Building,
  syntax: FieldSyntax,
  scalar: Scalar | null,
): Field['length'] {
  if (scalar === null) return null;
  const usual = defaultLengths[scalar] ?? null;
  const [arg] = syntax.type.kind === 'named' ? syntax.type.args : [];
  if (usual === null || arg === undefined) return usual;
  const [low, high] = arg.includes('..') ? arg.split('..') : ['', arg];
  const min = low === '' || low === undefined ? usual.min : sizeOf(low);
  const max = high === '' || high === undefined ? Math.max(MAX_TEXT, usual.max) : sizeOf(high);
  if (min > max) {
    building.problems.add('empty_range', syntax.at, {
      en: `the least length ${min} is above the greatest ${max}`,
      zh: `最小长度 ${min} 大于最大长度 ${max}`,
    });
  }
  return { min, max };
}

const sizes: Readonly<Record<string, number>> = { KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

function sizeOf(text: string): number {
  const [, digits = '0', unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Z]*)$/.exec(text) ?? [];
  return Math.round(Number(digits) * (sizes[unit] ?? 1));
}

export function boundsOf(
  building: Building,
  syntax: FieldSyntax,
  type: FieldType,
): readonly Bound[] {
  const bounds = syntax.mods.filter((mod) => mod.kind === 'bound');
  const [first] = bounds;
  const ordered =
    type.kind === 'scalar' &&
    ['int', 'bigint', 'float', 'decimal', 'money', 'duration'].includes(type.scalar);
  if (first && !ordered) {
    building.problems.add('bound_without_number', first.at, {
      en: `"${first.op} ${first.value}" needs a number type`,
      zh: `“${first.op} ${first.value}”只能用于数值类型`,
    });
  }
  return bounds.map(({ op, value }) => ({ op, value }));
}

/** `(a+)+` and its like, which take exponential time. */
const NESTED_QUANTIFIER = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\d*\})/;

export function patternOf(
  building: Building,
  syntax: FieldSyntax,
  scalar: Scalar | null,
): Field['pattern'] {
  const mod = syntax.mods.find((one) => one.kind === 'pattern');
  if (!mod) return null;
  if (scalar === null) {
    building.problems.add('pattern_without_text', mod.at, {
      en: 'a pattern needs a text type',
      zh: '正则只能用于文本类型',
    });
  }
  if (NESTED_QUANTIFIER.test(mod.source)) {
    building.problems.add(
      'slow_pattern',
      mod.at,
      {
        en: 'a quantifier inside a quantified group can take for ever',
        zh: '量词嵌套的正则可能永远匹配不完',
      },
      { en: 'write it without a repeated group that repeats inside', zh: '请去掉嵌套的量词' },
    );
  }
  return { source: mod.source, flags: mod.flags };
}

export function sequenceOf(building: Building, syntax: FieldSyntax): Sequence | null {
  const mod = syntax.mods.find((one) => one.kind === 'sequence');
  if (!mod) return null;
  const parts: Sequence['parts'][number][] = [];
  for (const [, text, date, number] of mod.format.matchAll(
    /([^{]+)|\{(yyyy|yy|mm|dd)\}|\{n(?::(\d{1,2}))?\}/g,
  )) {
    if (text !== undefined) parts.push({ kind: 'text', text });
    else if (date === 'yyyy' || date === 'yy' || date === 'mm' || date === 'dd')
      parts.push({ kind: 'date', part: date });
    else parts.push({ kind: 'number', width: Number(number ?? '1') });
  }
  if (!parts.some((part) => part.kind === 'number')) {
    building.problems.add(
      'sequence_without_number',
      mod.at,
      { en: 'a sequence needs {n}', zh: '序列需要 {n}' },
      { en: 'write it as in "B{yyyy}-{n:6}"', zh: '写法例如 "B{yyyy}-{n:6}"' },
    );
  }
  return { format: mod.format, parts };
}
