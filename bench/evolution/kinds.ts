/** A kind of step on a table that is full and in use. */
export interface Kind {
  readonly name: string;
  readonly before: string;
  /** A version between the two, migrated to before anything is measured. */
  readonly between?: string;
  readonly after: string;
  readonly contract?: boolean;
  /** What the columns of a row hold that not all kinds have, of the row's number `n`. */
  readonly rows?: Readonly<Record<string, string>>;
  /** More rows, in other tables. */
  readonly more?: readonly string[];
  /** What one would write by hand. */
  readonly direct: readonly string[];
}

const other = '  Other:\n    fields: { n: string }\n';
const thing = (fields = '', more = '', rest = other): string =>
  `entities:\n  Thing:\n    fields: { keep: string, n: int, m: int?, r: uuid?, k: "enum(red | blue)"${fields} }\n${more}${rest}`;
const changed = (from: string, to: string): string => thing().replace(from, to);

const OTHER = '00000000-0000-7000-8000-000000000001';
const states = (...names: readonly string[]): string =>
  `    states: ${names.join(' | ')}\n    moves: { end: ${names[0] ?? ''} -> ${names[1] ?? ''} }\n`;
const address = 'values:\n  Address: { city: string, zip: string }\n';
const stop = (city: string): string => `values:\n  Stop: { ${city}: string, km: int? }\n`;
const child = (inOther: string, fields: string, more = ''): string =>
  `entities:\n  Other:\n    fields: { n: string${inOther} }\n  Thing:\n    fields: { keep: string${fields} }\n${more}`;

const columns: readonly Kind[] = [
  {
    name: 'optional field',
    before: thing(),
    after: thing(', x: int?'),
    direct: ['alter table things add column x int'],
  },
  {
    name: 'required, constant default',
    before: thing(),
    after: thing(', x: int = 5'),
    direct: ['alter table things add column x int not null default 5'],
  },
  {
    name: 'required, volatile default',
    before: thing(),
    after: thing(', x: uuid = uuid()'),
    direct: ['alter table things add column x uuid not null default gen_random_uuid()'],
  },
  {
    name: 'computed field',
    before: thing(),
    after: thing(', x: int computed(n + 1)'),
    direct: ['alter table things add column x int', 'update things set x = n + 1'],
  },
  {
    name: 'sequence',
    before: thing(),
    after: thing(`, x: 'string readonly sequence("A-{n:7}")'`),
    direct: [
      'alter table things add column x text',
      `update things set x = 'A-' || lpad(place::text, 7, '0') from (select id as one, row_number() over (order by id) as place from things) as t where id = one`,
      'alter table things alter column x set not null',
    ],
  },
  {
    name: 'optional to required',
    before: thing(),
    after: changed('m: int?', 'm: int = 0'),
    direct: [
      'update things set m = 0 where m is null',
      'alter table things alter column m set not null',
    ],
  },
  {
    name: 'required to optional',
    before: thing(),
    after: changed('n: int,', 'n: int?,'),
    direct: ['alter table things alter column n drop not null'],
  },
  {
    name: 'field renamed',
    before: thing(),
    after: changed('n: int,', 'count: int was(n),'),
    direct: ['alter table things rename column n to count'],
  },
  {
    name: 'two fields swap names',
    before: thing(', a: int, b: int'),
    after: `${thing(', a: int, b: int')}renames: [Thing.a -> Thing.c, Thing.b -> Thing.a, Thing.c -> Thing.b]\n`,
    rows: { a: 'n', b: 'n + 1' },
    direct: [
      'alter table things rename column a to c',
      'alter table things rename column b to a',
      'alter table things rename column c to b',
    ],
  },
  {
    name: 'field dropped',
    before: thing(),
    after: `${changed('n: int,', '')}drops: [Thing.n]\n`,
    direct: ['alter table things drop column n'],
  },
  {
    name: 'contract: a dropped field is put aside',
    before: thing(),
    between: `${changed('n: int,', '')}drops: [Thing.n]\n`,
    after: `${changed('n: int,', '')}drops: [Thing.n]\n`,
    contract: true,
    direct: ['alter table things drop column n'],
  },
  {
    name: 'contract: a renamed field loses its old name',
    before: thing(),
    between: changed('n: int,', 'count: int was(n),'),
    after: changed('n: int,', 'count: int was(n),'),
    contract: true,
    direct: ['alter table things drop column n'],
  },
];

const types: readonly Kind[] = [
  {
    name: 'int to bigint',
    before: thing(),
    after: changed('n: int,', 'n: bigint,'),
    direct: ['alter table things alter column n type bigint'],
  },
  {
    name: 'int to text',
    before: thing(),
    after: changed('n: int,', 'n: string,'),
    direct: ['alter table things alter column n type text'],
  },
  {
    name: 'value to list',
    before: thing(),
    after: changed('n: int,', 'n: "int[]",'),
    direct: ['alter table things alter column n type integer[] using array[n]'],
  },
  {
    name: 'decimal, more digits before the point',
    before: thing(', d: decimal(10 2)'),
    after: thing(', d: decimal(14 2)'),
    rows: { d: 'n' },
    direct: ['alter table things alter column d type numeric(14, 2)'],
  },
  {
    name: 'decimal, more digits behind the point',
    before: thing(', d: decimal(10 2)'),
    after: thing(', d: decimal(14 4)'),
    rows: { d: 'n' },
    direct: ['alter table things alter column d type numeric(14, 4)'],
  },
  {
    name: 'date to instant',
    before: thing(', d: date'),
    after: thing(', d: datetime'),
    rows: { d: `'2024-01-01'::date + n % 1000` },
    direct: ['alter table things alter column d type timestamptz'],
  },
  {
    name: 'instant to date',
    before: thing(', d: datetime'),
    after: thing(', d: date'),
    rows: { d: `date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'` },
    direct: ['alter table things alter column d type date'],
  },
  {
    name: 'text to enum',
    before: thing(', t: string'),
    after: thing(', t: "enum(red | blue)"'),
    rows: { t: `'red'` },
    direct: [`alter table things add constraint c check (t in ('red', 'blue'))`],
  },
  {
    name: 'bound tightened',
    before: thing(),
    after: changed('n: int,', 'n: int <= 2000000,'),
    direct: ['alter table things add constraint b check (n <= 2000000)'],
  },
  {
    name: 'enum value renamed',
    before: thing(),
    after: `${changed('red', 'rouge')}renames: [Thing.k.red -> Thing.k.rouge]\n`,
    direct: [
      'alter table things drop constraint things_k_known',
      `update things set k = 'rouge' where k = 'red'`,
      `alter table things add constraint things_k_known check (k in ('rouge', 'blue'))`,
    ],
  },
  {
    name: 'state renamed',
    before: thing('', states('on', 'off')),
    after: `${thing('', states('open', 'off'))}renames: [Thing.status.on -> Thing.status.open]\n`,
    rows: { status: `'on'` },
    direct: [
      'alter table things drop constraint things_status_known',
      `update things set status = 'open' where status = 'on'`,
      `alter table things add constraint things_status_known check (status in ('open', 'off'))`,
    ],
  },
  {
    name: 'state retired',
    before: thing('', states('on', 'off', 'gone')),
    after: `${thing('', states('on', 'off'))}retire: { Thing.status.gone: off }\n`,
    rows: { status: `case when n % 2 = 0 then 'gone' else 'on' end` },
    direct: [
      `update things set status = 'off' where status = 'gone'`,
      'alter table things drop constraint things_status_known',
      `alter table things add constraint things_status_known check (status in ('on', 'off'))`,
    ],
  },
];

const keys: readonly Kind[] = [
  {
    name: 'index',
    before: thing(),
    after: changed('n: int,', 'n: int index,'),
    direct: ['create index on things (n)'],
  },
  {
    name: 'search in a text',
    before: thing(),
    after: changed('keep: string', 'keep: string search'),
    direct: [
      'create extension if not exists pg_trgm',
      'create index on things using gin (keep gin_trgm_ops)',
    ],
  },
  {
    name: 'unique',
    before: thing(),
    after: changed('n: int,', 'n: int unique,'),
    direct: ['alter table things add constraint u unique (n)'],
  },
  {
    name: 'unique becomes composite',
    before: thing('', '    unique: [n]\n'),
    after: thing('', '    unique: [n + k]\n'),
    direct: [
      'alter table things add constraint u unique (n, k)',
      'alter table things drop constraint things_n_unique',
    ],
  },
  {
    name: 'times may overlap no longer',
    before: thing(', from: datetime, to: datetime'),
    after: thing(', from: datetime, to: datetime', '    unique: [n + overlap(from to)]\n'),
    rows: { from: 'now()', to: `now() + interval '1 hour'` },
    direct: [
      'create extension if not exists btree_gist',
      'alter table things add constraint o exclude using gist (n with =, tstzrange("from", "to") with &&)',
    ],
  },
  {
    name: 'reference on a new column',
    before: thing(),
    after: thing(', o: "-> Other?"'),
    direct: [
      'alter table things add column o_id uuid references others (id)',
      'create index on things (o_id)',
    ],
  },
  {
    name: 'reference on a column with values',
    before: thing(),
    after: changed('r: uuid?', 'r: "-> Other?"'),
    direct: [
      'alter table things add constraint f foreign key (r) references others (id)',
      'create index on things (r)',
    ],
  },
  {
    name: 'action of a reference',
    before: thing(', o: "-> Other?"'),
    after: thing(', o: "-> Other? setnull"'),
    rows: { o_id: `'${OTHER}'` },
    direct: [
      'alter table things add constraint f foreign key (o_id) references others (id) on delete set null',
    ],
  },
  {
    name: 'second target of a reference',
    before: thing(', o: "-> Other?"', '', `${other}  More:\n    fields: { n: string }\n`),
    after: thing(', o: "-> Other | More?"', '', `${other}  More:\n    fields: { n: string }\n`),
    rows: { o_id: `'${OTHER}'` },
    direct: ['alter table things add column o_kind text', `update things set o_kind = 'Other'`],
  },
  {
    name: 'reference becomes a set',
    before: thing(', o: "-> Other?"'),
    after: thing(', o: "-> Other[]"'),
    rows: { o_id: `'${OTHER}'` },
    direct: [
      'create table thing_o (thing_id uuid references things (id), other_id uuid references others (id), "position" integer, primary key (thing_id, other_id))',
      'insert into thing_o select id, o_id, 0 from things where o_id is not null',
    ],
  },
  {
    name: 'set becomes a reference',
    before: thing(', o: "-> Other[]"'),
    after: thing(', o: "-> Other?"'),
    more: [`insert into thing_o select id, '${OTHER}', 0 from things`],
    direct: [
      'alter table things add column o_id uuid references others (id)',
      'update things set o_id = (select other_id from thing_o where thing_id = id limit 1)',
    ],
  },
];

const shapes: readonly Kind[] = [
  {
    name: 'fields become a value object',
    before: thing(', city: string, zip: string'),
    after: `${address}${thing(', home: Address')}renames: [Thing.city -> Thing.home.city, Thing.zip -> Thing.home.zip]\n`,
    rows: { city: `'Bern'`, zip: `'3000'` },
    direct: [
      'alter table things rename column city to home_city',
      'alter table things rename column zip to home_zip',
    ],
  },
  {
    name: 'value object becomes fields',
    before: `${address}${thing(', home: Address')}`,
    after: `${thing(', city: string, zip: string')}renames: [Thing.home.city -> Thing.city, Thing.home.zip -> Thing.zip]\n`,
    rows: { home_city: `'Bern'`, home_zip: `'3000'` },
    direct: [
      'alter table things rename column home_city to city',
      'alter table things rename column home_zip to zip',
    ],
  },
  {
    name: 'member inside JSON renamed',
    before: `${stop('city')}${thing(', stops: "Stop[]"')}`,
    after: `${stop('town')}${thing(', stops: "Stop[]"')}renames: [Stop.city -> Stop.town]\n`,
    rows: { stops: `'[{"city": "Bern", "km": 1}]'::jsonb` },
    direct: [
      `update things set stops = (select jsonb_agg((one - 'city') || jsonb_build_object('town', one -> 'city')) from jsonb_array_elements(stops) as one)`,
    ],
  },
  {
    name: 'value object into JSON',
    before: `${stop('city')}${thing(', stop: Stop')}`,
    after: `${stop('city')}${thing(', stop: "Stop[]"')}`,
    rows: { stop_city: `'Bern'`, stop_km: '1' },
    direct: [
      'alter table things add column stop jsonb',
      `update things set stop = jsonb_build_array(jsonb_build_object('city', stop_city, 'km', stop_km))`,
    ],
  },
  {
    name: 'owned child becomes an entity',
    before: child(', things: "Thing[]"', ''),
    after: child(', things: "<- Thing.other"', ', other: "-> Other"'),
    direct: [
      'alter table things add column version integer not null default 1, add column created_at timestamptz not null default now(), add column updated_at timestamptz not null default now()',
    ],
  },
  {
    name: 'entity becomes an owned child',
    before: child('', ', other: "-> Other"'),
    after: child(', things: "Thing[]"', ''),
    // A thousand things to one other, as `position` counts those before.
    rows: { other_id: `('00000000-0000-7000-8000-' || lpad((n % 1000 + 1)::text, 12, '0'))::uuid` },
    direct: [
      'alter table things add column "position" integer',
      'update things set "position" = place from (select id as one, row_number() over (partition by other_id order by id) - 1 as place from things) as t where id = one',
      'alter table things alter column "position" set not null',
    ],
  },
  {
    name: 'counter',
    before: child('', ', other: "-> Other"'),
    after: child(
      ', things: "<- Thing.other", count: int readonly counter(things)',
      ', other: "-> Other"',
    ),
    direct: [
      'alter table others add column "count" integer not null default 0',
      'update others set "count" = (select count(*) from things where other_id = others.id)',
    ],
  },
];

const entities: readonly Kind[] = [
  {
    name: 'entity renamed',
    before: thing(),
    after: `${thing().replace('Thing:', 'Item:')}renames: [Thing -> Item]\n`,
    direct: ['alter table things rename to items'],
  },
  {
    name: 'contract: a dropped entity is put aside',
    before: thing(),
    between: `entities:\n${other}drops: [Thing]\n`,
    after: `entities:\n${other}drops: [Thing]\n`,
    contract: true,
    direct: ['drop table things'],
  },
  {
    name: 'modules introduced',
    before: thing(', o: "-> Other?"'),
    after: `modules: { one: [Thing], two: [Other] }\n${thing(', o: "-> Other?"')}`,
    rows: { o_id: `'${OTHER}'` },
    direct: ['alter table things drop constraint things_o_exists'],
  },
  {
    name: 'tenancy on',
    before: changed('n: int,', 'n: int unique,'),
    after: `tenancy: row by shopId default main\n${changed('n: int,', 'n: int unique,')}`,
    direct: [
      `alter table things add column shop_id text not null default 'main'`,
      'alter table things add constraint u unique (shop_id, n)',
      'create index on things (shop_id, id)',
      'alter table things enable row level security',
    ],
  },
  {
    name: 'tenancy off',
    before: `tenancy: row by shopId default main\n${changed('n: int,', 'n: int unique,')}`,
    after: changed('n: int,', 'n: int unique,'),
    rows: { shop_id: `'main'` },
    direct: [
      'alter table things add constraint u unique (n)',
      'alter table things disable row level security',
      'alter table things drop column shop_id cascade',
    ],
  },
  {
    name: 'soft delete on',
    before: changed('n: int,', 'n: int unique,'),
    after: changed('n: int,', 'n: int unique,').replace(other, `    softDelete: true\n${other}`),
    direct: [
      'alter table things add column deleted_at timestamptz',
      'alter table things drop constraint things_n_unique',
      'create unique index on things (n) where deleted_at is null',
    ],
  },
  {
    name: 'soft delete from a flag',
    before: thing(', gone: bool'),
    after: thing(', gone: bool', '    softDelete: from gone\n'),
    rows: { gone: 'n % 2 = 0' },
    direct: [
      'alter table things add column deleted_at timestamptz',
      'update things set deleted_at = updated_at where gone',
    ],
  },
  {
    name: 'soft delete off, purged',
    before: thing('', '    softDelete: true\n'),
    after: `${thing()}retire: { Thing.deleted: purge }\n`,
    rows: { deleted_at: 'case when n % 10 = 0 then now() end' },
    direct: ['delete from things where deleted_at is not null'],
  },
  {
    name: 'audit on',
    before: thing(),
    after: thing('', '    audit: full\n'),
    direct: ['create table log (id uuid primary key, entity_id uuid, at timestamptz)'],
  },
];

export const kinds: readonly Kind[] = [...columns, ...types, ...keys, ...shapes, ...entities];
