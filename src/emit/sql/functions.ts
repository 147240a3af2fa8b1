/** Functions of the PRD's expressions that mean in SQL what they mean there, over printed arguments. */
export function plainFunction(name: string, args: readonly string[], now = 'now()'): string | null {
  const list = args.join(', ');
  switch (name) {
    case 'now':
      return now;
    case 'today':
      return `(${now} at time zone 'UTC')::date`;
    case 'uuid':
      return 'gen_random_uuid()';
    case 'len':
      return `char_length(${list})`;
    case 'min':
      return `least(${list})`;
    case 'max':
      return `greatest(${list})`;
    case 'lower':
    case 'upper':
    case 'round':
    case 'coalesce':
      return `${name}(${list})`;
    default:
      return null;
  }
}

export function durationSql(ms: number, months: number): string {
  return months === 0
    ? `interval '${ms / 1000} seconds'`
    : `interval '${months} months ${ms / 1000} seconds'`;
}

/** Cut to steps of `step`, counted from the first instant of 1970. */
export function truncatedTo(value: string, step: string): string {
  return `date_bin(${step}, ${value}, timestamptz '1970-01-01Z')`;
}
