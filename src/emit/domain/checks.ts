import type { Lang } from '../../diagnostic.ts';
import type { Bound, Field, Model, Scalar } from '../../model/model.ts';
import { isFile } from '../features.ts';
import { say } from '../text.ts';
import { code, literal, regex, value as valueRef } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, paths } from '../typescript/symbols.ts';
import { elementName } from './creation.ts';

/** One thing that must hold of a value, and what to say when it does not. */
interface Check {
  readonly test: (value: Code) => Code;
  readonly message: string;
}

/** `ensureValid(…)` for all that a field demands of its value, one statement each. */
export function fieldChecks(
  field: Field,
  owner: Code,
  at: Code,
  model: Model,
  maybeUndefined = false,
): readonly Code[] {
  const value = code`${owner}.${field.stateMember}`;
  return checksOf(field, model).map(({ test, message }) => {
    const whole = field.many ? everyOne(field, value, test) : test(value);
    const absent = maybeUndefined ? code`${value} == null` : code`${value} === null`;
    const holds = field.optional || maybeUndefined ? code`${absent} || ${whole}` : whole;
    return code`${kernel.ensureValid}(${holds}, ${at}, ${literal(message)});`;
  });
}

/** What a field demands of its value, as a caller is told. */
export function demandsOf(field: Field, model: Model): readonly string[] {
  return checksOf(field, model).map(({ message }) => message);
}

function everyOne(field: Field, value: Code, test: (value: Code) => Code): Code {
  const name = elementName(field);
  return code`${value}.every((${name}) => ${test(code`${name}`)})`;
}

function checksOf(field: Field, model: Model): readonly Check[] {
  if (field.type.kind !== 'scalar' || field.type.scalar === 'password') return [];
  const { scalar } = field.type;
  const form = field.computed === null ? formatCheck(scalar, model.lang) : null;
  return [
    ...(form === null ? [] : [form]),
    ...lengthChecks(field, model.lang),
    ...(field.pattern === null ? [] : [patternCheck(field.pattern, model.lang)]),
    ...(scalar === 'decimal' || scalar === 'money' ? digitChecks(field, model.lang) : []),
    ...boundChecks(field.bounds, scalar, model.lang),
  ];
}

function lengthChecks(field: Field, lang: Lang): readonly Check[] {
  const { length } = field;
  if (length === null) return [];
  const { max } = length;
  // What has a form is never empty.
  const min = field.type.kind === 'scalar' && field.type.scalar in formats ? 0 : length.min;
  if (isFile(field)) {
    const size = sizeText(max, lang);
    return [
      {
        test: (value) => code`${value}.size <= ${digits(max)}`,
        message: say(lang, { en: `at most ${size}`, zh: `最多 ${size}` }),
      },
    ];
  }
  const isBytes = field.type.kind === 'scalar' && field.type.scalar === 'bytes';
  const count = (value: Code): Code =>
    isBytes ? code`${value}.length` : code`[...${value}].length`;
  const upper = (value: Code): Code => code`${count(value)} <= ${digits(max)}`;
  const text = lengthText(min, max, isBytes, lang);
  if (min === 0) return [{ test: upper, message: text }];
  return [
    {
      test: (value) =>
        min === max
          ? code`${count(value)} === ${min}`
          : code`${value}.length >= ${min} && ${upper(value)}`,
      message: text,
    },
  ];
}

function sizeText(bytes: number, lang: Lang): string {
  if (bytes % 1_000_000 === 0) return `${bytes / 1_000_000} MB`;
  if (bytes % 1_000 === 0) return `${bytes / 1_000} KB`;
  return say(lang, { en: `${bytes} bytes`, zh: `${bytes} 字节` });
}

/** `10_000_000`. */
function digits(number: number): Code {
  return { kind: 'code', parts: [String(number).replaceAll(/\B(?=(\d{3})+$)/g, '_')] };
}

function lengthText(min: number, max: number, isBytes: boolean, lang: Lang): string {
  const unit = isBytes ? { en: 'bytes', zh: '字节' } : { en: 'characters', zh: '个字符' };
  if (min === 0)
    return say(lang, { en: `at most ${max} ${unit.en}`, zh: `最多 ${max} ${unit.zh}` });
  if (min === max)
    return say(lang, { en: `exactly ${min} ${unit.en}`, zh: `应为 ${min} ${unit.zh}` });
  return say(lang, { en: `${min} to ${max} ${unit.en}`, zh: `${min} 到 ${max} ${unit.zh}` });
}

function patternCheck(pattern: { source: string; flags: string }, lang: Lang): Check {
  // A global or sticky expression would remember where it stopped.
  const flags = pattern.flags.replaceAll(/[gy]/g, '');
  const text = regex(pattern.source, flags);
  return {
    test: (value) => code`${text}.test(${value})`,
    message: say(lang, { en: `must match ${pattern.source}`, zh: `应符合 ${pattern.source}` }),
  };
}

/** What is computed has the right scale already. */
function digitChecks(field: Field, lang: Lang): readonly Check[] {
  const most = field.type.kind === 'scalar' ? field.type.digits : null;
  if (most === null || field.computed !== null) return [];
  const { precision, scale } = most;
  const fits = valueRef('fits', paths.money);
  return [
    {
      test: (value) => code`${fits}(${value}, ${precision}, ${scale})`,
      message: say(lang, {
        en: `at most ${precision - scale} digits before the point and ${scale} after it`,
        zh: `小数点前最多 ${precision - scale} 位，小数点后最多 ${scale} 位`,
      }),
    },
  ];
}

const words: Readonly<Record<Bound['op'], { readonly en: string; readonly zh: string }>> = {
  '>=': { en: 'at least', zh: '至少为' },
  '<=': { en: 'at most', zh: '至多为' },
  '>': { en: 'more than', zh: '应大于' },
  '<': { en: 'less than', zh: '应小于' },
};
const methods = { '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt' } as const;

/** A least and a greatest value are one check. */
function boundChecks(bounds: readonly Bound[], scalar: Scalar, lang: Lang): readonly Check[] {
  const low = bounds.find(({ op }) => op === '>=');
  const high = bounds.find(({ op }) => op === '<=');
  const checks = bounds.map((bound) => boundCheck(bound, scalar, lang));
  const [first, second] = checks;
  if (bounds.length !== 2 || !low || !high || !first || !second) return checks;
  return [
    {
      test: (value) => code`${first.test(value)} && ${second.test(value)}`,
      message: say(lang, {
        en: `${low.value} to ${high.value}`,
        zh: `${low.value} 到 ${high.value}`,
      }),
    },
  ];
}

function boundCheck({ op, value: bound }: Bound, scalar: Scalar, lang: Lang): Check {
  const isExact = scalar === 'decimal' || scalar === 'money';
  const number = numberCode(bound);
  const limit = bound.includes('.') && isExact ? literal(bound) : number;
  return {
    test: (value) =>
      isExact
        ? code`${value}.${methods[op]}(${limit})`
        : code`${value} ${sign(op)} ${number}${scalar === 'bigint' && !bound.includes('.') && code`n`}`,
    message: say(lang, { en: `${words[op].en} ${bound}`, zh: `${words[op].zh} ${bound}` }),
  };
}

function sign(op: Bound['op']): Code {
  return { kind: 'code', parts: [op] };
}

function numberCode(text: string): Code {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`not a number: ${text}`);
  return { kind: 'code', parts: [text] };
}

/** Scalars whose form the domain checks, by a function of `formats.ts`. */
export const formats: Readonly<
  Partial<Record<Scalar, { readonly test: string; readonly en: string; readonly zh: string }>>
> = {
  email: { test: 'isEmail', en: 'not an email address', zh: '不是邮箱地址' },
  url: { test: 'isUrl', en: 'not a web address', zh: '不是网址' },
  phone: { test: 'isPhone', en: 'not a phone number', zh: '不是电话号码' },
  slug: {
    test: 'isSlug',
    en: 'only lower case letters, digits and dashes',
    zh: '只能含小写字母、数字和短横线',
  },
  date: { test: 'isDate', en: 'not a date', zh: '不是日期' },
  time: { test: 'isTime', en: 'not a time of day', zh: '不是时间' },
  uuid: { test: 'isUuid', en: 'not a UUID', zh: '不是 UUID' },
  tz: { test: 'isTimeZone', en: 'not a time zone', zh: '不是时区' },
  ip: { test: 'isIpAddress', en: 'not an IP address', zh: '不是 IP 地址' },
};

function formatCheck(scalar: Scalar, lang: Lang): Check | null {
  const known = formats[scalar];
  if (known === undefined) return null;
  const test = valueRef(known.test, 'internal/domain/entity/formats.ts');
  return { test: (value) => code`${test}(${value})`, message: say(lang, known) };
}
