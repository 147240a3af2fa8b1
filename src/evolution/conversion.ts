/** How values of one SQL type become values of another, by the plain cast. */
export interface Conversion {
  readonly sql: (value: string) => string;
  /** Holds for values that the cast would fail on or change; null: none. */
  readonly fails: ((value: string) => string) | null;
}

const numbers = ['integer', 'bigint', 'double precision'];

/** The helper that tells whether a text can be read as a type. */
export const CASTABLE = 'is_castable';

export const createCastable = `create or replace function "${CASTABLE}"("value" text, "type" text) returns boolean
  language plpgsql stable as $$
begin
  execute format('select %L::%s', "value", "type");
  return true;
exception when others then
  return false;
end
$$;`;

const TIMESTAMP = 'timestamptz(3)';

/** Null: there is no plain cast, the PRD has to say how. */
export function conversionOf(from: string, to: string): Conversion | null {
  if (to.endsWith('[]') && !from.endsWith('[]')) return intoList(from, to.slice(0, -2));
  if (from.endsWith('[]') && !to.endsWith('[]')) return outOfList(from.slice(0, -2), to);
  if (from.endsWith('[]')) return from === to ? plain((value) => value) : listToList(from, to);
  return scalarConversion(from, to);
}

function scalarConversion(from: string, to: string): Conversion | null {
  if (from === to) return plain((value) => value);
  if (to === 'text') return intoText(from);
  if (from === 'text') return outOfText(to);
  if (isNumber(from) && isNumber(to)) return betweenNumbers(from, to);
  if (from === 'boolean' && isNumber(to)) {
    return plain((value) => `${value}::integer::${to}`);
  }
  if (isNumber(from) && to === 'boolean') {
    return { sql: (value) => `(${value} = 1)`, fails: (value) => `${value} not in (0, 1)` };
  }
  if (from === 'date' && to === TIMESTAMP) {
    return plain((value) => `(${value}::timestamp at time zone 'UTC')`);
  }
  if (from === TIMESTAMP && to === 'date') {
    const sql = (value: string): string => `(${value} at time zone 'UTC')::date`;
    return {
      sql,
      fails: (value) => `(${sql(value)})::timestamp at time zone 'UTC' <> ${value}`,
    };
  }
  return null;
}

function plain(sql: (value: string) => string): Conversion {
  return { sql, fails: null };
}

function isNumber(type: string): boolean {
  return numbers.includes(type) || type.startsWith('numeric');
}

function intoText(from: string): Conversion | null {
  if (from === 'bytea' || from === 'jsonb') return null;
  if (from === TIMESTAMP) {
    return plain(
      (value) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    );
  }
  return plain((value) => `${value}::text`);
}

function outOfText(to: string): Conversion | null {
  if (to === 'bytea' || to === 'jsonb') return null;
  const fails = (value: string): string => `not "${CASTABLE}"(${value}, '${to}')`;
  // An amount with more digits than are kept would be rounded without a word.
  const rounds = to.startsWith('numeric')
    ? (value: string) =>
        `case when "${CASTABLE}"(${value}, '${to}') then ${value}::${to} <> ${value}::numeric else true end`
    : fails;
  return { sql: (value) => `${value}::${to}`, fails: rounds };
}

function betweenNumbers(from: string, to: string): Conversion {
  const back = from === 'double precision' ? 'double precision' : 'numeric';
  const whole = numbers.indexOf(from);
  const widens = whole >= 0 && whole <= 1 && numbers.indexOf(to) > whole && to === 'bigint';
  return {
    sql: (value) => `${value}::${to}`,
    fails: widens
      ? null
      : (value) =>
          `case when "${CASTABLE}"(${value}::text, '${to}') then ${value}::${to}::${back} <> ${value}::${back} else true end`,
  };
}

function intoList(from: string, to: string): Conversion | null {
  const one = scalarConversion(from, to);
  return (
    one && {
      sql: (value) => `case when ${value} is not null then array[${one.sql(value)}]::${to}[] end`,
      fails: one.fails,
    }
  );
}

function outOfList(from: string, to: string): Conversion | null {
  const one = scalarConversion(from, to);
  if (one === null) return null;
  const fails = one.fails;
  return {
    sql: (value) => one.sql(`${value}[1]`),
    fails: (value) =>
      `cardinality(${value}) <> 1${fails === null ? '' : ` or ${fails(`${value}[1]`)}`}`,
  };
}

function listToList(from: string, to: string): Conversion | null {
  const one = scalarConversion(from.slice(0, -2), to.slice(0, -2));
  if (one === null) return null;
  const fails = one.fails;
  return {
    sql: (value) =>
      `(select coalesce(array_agg(${one.sql('"one"')} order by "at"), '{}') from unnest(${value}) with ordinality as "each" ("one", "at"))`,
    fails:
      fails &&
      ((value) =>
        `exists (select from unnest(${value}) as "each" ("one") where ${fails('"one"')})`),
  };
}

/** Whether a column takes the type in place, without being written anew. */
export function widensInPlace(from: string, to: string): boolean {
  const [a, b] = [digits(from), digits(to)];
  return a !== null && b !== null && a.scale === b.scale && b.precision >= a.precision;
}

function digits(type: string): { readonly precision: number; readonly scale: number } | null {
  const [, precision, scale] = /^numeric\((\d+), (\d+)\)$/.exec(type) ?? [];
  return precision === undefined ? null : { precision: Number(precision), scale: Number(scale) };
}
