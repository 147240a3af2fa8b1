import { code } from './code.ts';
import type { Code } from './code.ts';

const VALUE = '\u0000';

/** What `convert` makes of a value, and null of none: `at?.toISOString() ?? null` where a call says it all. */
export function unlessNull(
  value: Code,
  convert: (given: Code) => Code,
  { orUndefined = false } = {},
): Code {
  const [first, call, ...rest] = convert({ kind: 'code', parts: [VALUE] }).parts.filter(
    (part) => part !== '',
  );
  if (
    first === VALUE &&
    typeof call === 'string' &&
    call.startsWith('.') &&
    !rest.includes(VALUE)
  ) {
    const called: Code = { kind: 'code', parts: [`?${call}`, ...rest] };
    return code`${value}${called} ?? null`;
  }
  const isNull = orUndefined ? code`${value} == null` : code`${value} === null`;
  return code`${isNull} ? null : ${convert(value)}`;
}
