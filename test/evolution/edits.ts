import type { Row } from './world.ts';

export const a = '00000000-0000-7000-8000-00000000000a';
export const b = '00000000-0000-7000-8000-00000000000b';
export const root = "1, '2024-01-01', '2024-01-02'";
export const system = '"version", "created_at", "updated_at"';

export interface Edit {
  readonly name: string;
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
  readonly ask: string;
  readonly want: readonly Row[];
  /** Asked when all is contracted, and answered the same. */
  readonly settled?: string;
  /** What has to be in the SQL of the migrations. */
  readonly sql?: readonly (string | RegExp)[];
}

export const entity = (fields: string, more = ''): string =>
  `entities:\n  Thing:\n    fields:\n${fields
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n${more}`;
export const thing = (column: string, value: string): string =>
  `insert into things ("id", ${column}, ${system}) values ('${a}', ${value}, ${root})`;

/** One for each kind of edit. */
export const edits: readonly Edit[] = [
  {
    name: 'a field is renamed',
    before: entity('title: string'),
    rows: [thing('title', "'x'")],
    after: entity('name: string was(title)'),
    ask: 'select name from things',
    want: [{ name: 'x' }],
    sql: ['add column "name"', 'set "name" = "title"'],
  },
  {
    name: 'a renamed field that keeps its column needs no SQL at all',
    before: entity('title: string'),
    rows: [thing('title', "'x'")],
    after: entity('name: string was(title) column(title)'),
    ask: 'select title from things',
    want: [{ title: 'x' }],
  },
  {
    name: 'an entity is renamed, and the old name stays a view that can be written to',
    before: entity('title: string'),
    rows: [thing('title', "'x'")],
    after: `${entity('title: string').replace('Thing', 'Item')}renames: [Thing -> Item]\n`,
    ask: `with old as (insert into things (id, title, ${system}) values ('${b}', 'y', ${root}) returning title) select title from items union all select title from old order by 1`,
    want: [{ title: 'x' }, { title: 'y' }],
    sql: ['create view "things"'],
  },
  {
    name: 'the table of an entity is given another name',
    before: entity('title: string'),
    rows: [thing('title', "'x'")],
    after: entity('title: string', '    table: stuff\n'),
    ask: 'select title from stuff',
    want: [{ title: 'x' }],
  },
  {
    name: 'two fields change names',
    before: entity('p: string\nq: string'),
    rows: [thing('p, q', "'p', 'q'")],
    after: entity(
      'p: string\nq: string',
      'renames: [Thing.p -> Thing.o, Thing.q -> Thing.p, Thing.o -> Thing.q]\n',
    ),
    ask: 'select p__0002 as p, q__0002 as q from things',
    want: [{ p: 'q', q: 'p' }],
    settled: 'select p, q from things',
  },
  {
    name: 'required with a constant default is one quick statement',
    before: entity('p: string'),
    rows: [thing('p', "'p'")],
    after: entity('p: string\nq: int = 5'),
    ask: 'select q from things',
    want: [{ q: 5 }],
    sql: ['add column "q" integer not null default 5'],
  },
  {
    name: 'required with a volatile default is filled in batches',
    before: entity('p: string'),
    rows: [thing('p', "'p'")],
    after: entity('p: string\nq: uuid = uuid()'),
    ask: 'select q is not null as q from things',
    want: [{ q: true }],
    sql: [
      /-- batch: "things" where "q" is null/,
      'check ("q" is not null) not valid',
      'validate constraint',
      'alter column "q" set not null',
    ],
  },
  {
    name: 'required with a backfill reads the old and the new model together',
    before: entity('first: string\nlast: string'),
    rows: [thing('first, last', "'Ada', 'L'")],
    after: entity(
      'name: string backfill(concat(first, " ", last))',
      'drops: [Thing.first, Thing.last]\n',
    ),
    ask: 'select name from things',
    want: [{ name: 'Ada L' }],
  },
  {
    name: 'optional becomes required',
    before: entity('p: int?\nq: string'),
    rows: [thing('q', "'q'")],
    after: entity('p: int = 3\nq: string'),
    ask: 'select p from things',
    want: [{ p: 3 }],
  },
  {
    name: 'a number is widened without writing rows anew',
    before: entity('p: decimal(8 2) >= 0'),
    rows: [thing('p', '1.25')],
    after: entity('p: decimal(12 2) >= 0'),
    ask: 'select p::text from things',
    want: [{ p: '1.25' }],
    sql: ['alter column "p" type numeric(12, 2)'],
  },
  {
    name: 'a type changes by the plain cast, the old column kept',
    before: entity('p: int >= 1 unique'),
    rows: [thing('p', '7')],
    after: entity('p: string unique'),
    ask: 'select p__0002 as p, p as old from things',
    want: [{ p: '7', old: 7 }],
    settled: `select p, 7 as old from things`,
  },
  {
    name: 'a type changes by a backfill that reads the old values under their name',
    before: entity('p: string'),
    rows: [thing('p', "'four'")],
    after: entity('p: int backfill(len(p))'),
    ask: 'select p__0002 as p from things',
    want: [{ p: 4 }],
    settled: 'select p from things',
  },
  {
    name: 'text becomes an enum',
    before: entity('p: string'),
    rows: [thing('p', "'red'")],
    after: entity('p: enum(red | blue)'),
    ask: 'select p from things',
    want: [{ p: 'red' }],
    sql: ['-- stop: rows of things break things_p_known'],
  },
  {
    name: 'an enum value is added, another renamed, a third retired',
    before: entity('p: enum(red | blue | green)'),
    rows: [thing('p', "'red'"), thing('p', "'green'").replace(a, b)],
    after: entity(
      'p: enum(rouge | blue | white)',
      'renames: [Thing.p.red -> Thing.p.rouge]\nretire: { Thing.p.green: blue }\n',
    ),
    ask: 'select p from things order by id',
    want: [{ p: 'rouge' }, { p: 'blue' }],
  },
  {
    name: 'a value is retired while what bears it is dropped',
    before: `${entity('p: string')}  Other:\n    fields: { c: enum(red | blue | green) }\n`,
    rows: [thing('p', "'p'")],
    after: `${entity('p: string')}drops: [Other]\nretire: { Other.c.green: blue }\n`,
    ask: 'select p from things',
    want: [{ p: 'p' }],
  },
  {
    name: 'two values change names',
    before: entity('p: enum(red | blue)'),
    rows: [thing('p', "'red'"), thing('p', "'blue'").replace(a, b)],
    after: entity(
      'p: enum(red | blue)',
      'renames: [Thing.p.red -> Thing.p.x, Thing.p.blue -> Thing.p.red, Thing.p.x -> Thing.p.blue]\n',
    ),
    ask: 'select p from things order by id',
    want: [{ p: 'blue' }, { p: 'red' }],
  },
  {
    name: 'values of a named enum change wherever it is used, in lists too',
    before: `enums: { Color: red | blue }\n${entity('p: Color\nq: Color[]')}`,
    rows: [thing('p, q', `'red', '{blue,red}'`)],
    after: `enums: { Color: rouge | blue }\n${entity('p: Color\nq: Color[]')}renames: [Color.red -> Color.rouge]\n`,
    ask: 'select p, q from things',
    want: [{ p: 'rouge', q: ['blue', 'rouge'] }],
  },
  {
    name: 'a reference is added',
    before: `${entity('p: string')}  Other:\n    fields: { n: string }\n`,
    rows: [thing('p', "'p'")],
    after: `${entity('p: string\no: -> Other?')}  Other:\n    fields: { n: string }\n`,
    ask: 'select o_id from things',
    want: [{ o_id: null }],
    sql: [/foreign key \("o_id"\)[^;]* not valid/, /create index concurrently/],
  },
  {
    name: 'a reference becomes a set',
    before: `${entity('o: -> Other')}  Other:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('o_id', `'${b}'`),
    ],
    after: `${entity('o: -> Other[]')}  Other:\n    fields: { n: string }\n`,
    ask: 'select thing_id, other_id, "position" from thing_o',
    want: [{ thing_id: a, other_id: b, position: 0 }],
  },
  {
    name: 'a set becomes a reference',
    before: `${entity('o: -> Other[]')}  Other:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      `insert into things (id, ${system}) values ('${a}', ${root})`,
      `insert into thing_o values ('${a}', '${b}', 0)`,
    ],
    after: `${entity('o: -> Other?')}  Other:\n    fields: { n: string }\n`,
    ask: 'select o_id from things',
    want: [{ o_id: b }],
  },
  {
    name: 'a reference gets a second target',
    before: `${entity('o: -> Other')}  Other:\n    fields: { n: string }\n  More:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('o_id', `'${b}'`),
    ],
    after: `${entity('o: -> Other | More')}  Other:\n    fields: { n: string }\n  More:\n    fields: { n: string }\n`,
    ask: 'select o_kind, o_id from things',
    want: [{ o_kind: 'Other', o_id: b }],
  },
  {
    name: 'a kind of reference follows the rename of its entity',
    before: `${entity('o: -> Other | More')}  Other:\n    fields: { n: string }\n  More:\n    fields: { n: string }\n`,
    rows: [thing('o_kind, o_id', `'Other', '${b}'`)],
    after: `${entity('o: -> Another | More')}  Another:\n    fields: { n: string }\n  More:\n    fields: { n: string }\nrenames: [Other -> Another]\n`,
    ask: 'select o_kind, o_id from things',
    want: [{ o_kind: 'Another', o_id: b }],
  },
  {
    name: 'a reference keeps one of its targets',
    before: `${entity('o: -> Other | More')}  Other:\n    fields: { n: string }\n  More:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('o_kind, o_id', `'Other', '${b}'`),
    ],
    after: `${entity('o: -> Other')}  Other:\n    fields: { n: string }\n  More:\n    fields: { n: string }\n`,
    ask: 'select o_id from things',
    want: [{ o_id: b }],
  },
  {
    name: 'numbers go on when what they number is renamed',
    before: entity('no: string readonly sequence("A-{n:4}")\np: string?'),
    rows: [
      thing('no', "'A-0001'"),
      `insert into sequences ("name", "period", "value") values ('Thing.no', '', 1)`,
    ],
    after: `${entity('number: string readonly sequence("A-{n:4}") was(no)\np: string?').replace('Thing', 'Item')}renames: [Thing -> Item, Item.no -> Item.number]\n`,
    ask: `insert into sequences ("name", "period", "value") values ('Thing.no', '', 1) on conflict ("name", "period") do update set "value" = "sequences"."value" + 1 returning "name", "value"::text`,
    want: [{ name: 'Item.number', value: '2' }],
  },
  {
    name: 'a new number of a sequence is given to all rows, in the order in which they were made',
    before: entity('p: string'),
    rows: [thing('p', "'one'"), thing('p', "'two'").replace(a, b)],
    after: entity('p: string\nno: string unique readonly sequence("A-{yyyy}-{n:4}")'),
    ask: `select p, "no" from things order by "no"`,
    want: [
      { p: 'one', no: 'A-2024-0001' },
      { p: 'two', no: 'A-2024-0002' },
    ],
  },
  {
    name: 'entities become owned children, in the order in which they were made',
    before: `${entity('p: string')}  Part:\n    fields: { thing: -> Thing, n: int }\n`,
    rows: [
      thing('p', "'p'"),
      `insert into parts (id, thing_id, n, ${system}) values ('${b}', '${a}', 1, ${root}), ('${a}', '${a}', 2, ${root})`,
    ],
    after: `${entity('p: string\nparts: Part[]')}  Part:\n    fields: { n: int }\n`,
    ask: 'select n, "position" from parts order by n',
    want: [
      { n: 1, position: 1 },
      { n: 2, position: 0 },
    ],
  },
  {
    name: 'a member of a value object that is kept as JSON is renamed',
    before: `values:\n  Stop: { city: string, km: int }\n${entity('stops: Stop[]')}`,
    rows: [thing('stops', `'[{"city": "Bern", "km": 1}, {"city": "Ulm", "km": 2}]'`)],
    after: `values:\n  Stop: { town: string, km: int }\n${entity('stops: Stop[]')}renames: [Stop.city -> Stop.town]\n`,
    ask: 'select stops from things',
    want: [
      {
        stops: [
          { km: 1, town: 'Bern' },
          { km: 2, town: 'Ulm' },
        ],
      },
    ],
  },
  {
    name: 'values of an enum change inside value objects, in columns and in JSON, however deep',
    before: `enums: { Color: red | blue }\nvalues:\n  Paint: { color: Color, size: enum(s | m) }\n  Coat: { paint: Paint, n: int }\n${entity('one: Paint\nmany: Paint[]\ncoat: Coat')}`,
    rows: [
      thing(
        'one_color, one_size, many, coat',
        `'red', 's', '[{"color": "red", "size": "s"}, {"color": "blue", "size": "m"}]', '{"paint": {"color": "red", "size": "m"}, "n": 1}'`,
      ),
    ],
    after: `enums: { Color: rouge | blue }\nvalues:\n  Paint: { color: Color, size: enum(small | m) }\n  Coat: { paint: Paint, n: int }\n${entity('one: Paint\nmany: Paint[]\ncoat: Coat')}renames: [Color.red -> Color.rouge, PaintSize.s -> PaintSize.small]\n`,
    ask: 'select one_color, one_size, many, coat from things',
    want: [
      {
        one_color: 'rouge',
        one_size: 'small',
        many: [
          { color: 'rouge', size: 'small' },
          { color: 'blue', size: 'm' },
        ],
        coat: { paint: { color: 'rouge', size: 'm' }, n: 1 },
      },
    ],
  },
  {
    name: 'a value object that comes to be kept as JSON takes its values along',
    before: `values:\n  Stop: { city: string, km: decimal(8 2)?, at: datetime? }\n${entity('stop: Stop\nsecond: Stop?')}`,
    rows: [thing('stop_city, stop_km, stop_at', `'Bern', 1.5, '2024-01-02T03:04:05.678Z'`)],
    after: `values:\n  Stop: { town: string?, km: decimal(8 2)?, at: datetime? }\n${entity('stop: Stop[]\nsecond: Stop?')}renames: [Stop.city -> Stop.town]\n`,
    ask: 'select stop, second from things',
    want: [{ stop: [{ town: 'Bern', km: '1.50', at: '2024-01-02T03:04:05.678Z' }], second: null }],
  },
  {
    name: 'a value object that was kept as JSON takes its values into columns',
    before: `values:\n  Stop: { city: string?, km: decimal(8 2)?, tags: "string[]" }\n${entity('stops: Stop[]')}`,
    rows: [thing('stops', `'[{"city": "Bern", "km": "1.50", "tags": ["a", "b"]}]'`)],
    after: `values:\n  Stop: { city: string?, km: decimal(8 2)?, tags: "string[]" }\n${entity('stops: Stop')}`,
    ask: 'select stops_city, stops_km::text, stops_tags from things',
    want: [{ stops_city: 'Bern', stops_km: '1.50', stops_tags: ['a', 'b'] }],
  },
  {
    name: 'one value object in JSON becomes a list of them',
    before: `values:\n  Stop: { city: string?, km: int? }\n${entity('stop: Stop?')}`,
    rows: [thing('stop', `'{"city": "Bern", "km": 1}'`)],
    after: `values:\n  Stop: { city: string?, km: int? }\n${entity('stop: Stop[]')}`,
    ask: 'select stop__0002 as stop from things',
    want: [{ stop: [{ city: 'Bern', km: 1 }] }],
    settled: 'select stop from things',
  },
  {
    name: 'the action of a reference changes',
    before: `${entity('o: -> Other?')}  Other:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('o_id', `'${b}'`),
    ],
    after: `${entity('o: -> Other? setnull')}  Other:\n    fields: { n: string }\n`,
    ask: 'with gone as (delete from others returning id) select count(*)::int as n from gone',
    want: [{ n: 1 }],
  },
  {
    name: 'one value becomes a list, a list one value',
    before: entity('p: string\nq: string[]'),
    rows: [thing('p, q', `'x', '{y}'`)],
    after: entity('p: string[]\nq: string'),
    ask: 'select p__0002 as p, q__0002 as q from things',
    want: [{ p: ['x'], q: 'y' }],
    settled: 'select p, q from things',
  },
  {
    name: 'tenancy is switched on',
    before: entity('p: string unique', '    states: on | off\n    moves: { end: on -> off }\n'),
    rows: [thing('p, status', `'p', 'on'`)],
    after: `tenancy: row by shopId default main\n${entity('p: string unique', '    states: on | off\n    moves: { end: on -> off }\n')}`,
    ask: 'select shop_id from things',
    want: [{ shop_id: 'main' }],
  },
  {
    name: 'tenancy is switched off',
    before: `tenancy: row by shopId default main\n${entity('p: string unique')}`,
    rows: [thing('p, shop_id', `'p', 'main'`)],
    after: entity('p: string unique'),
    ask: 'select p, shop_id from things',
    want: [{ p: 'p', shop_id: 'main' }],
  },
  {
    name: 'soft delete takes over a flag',
    before: entity('p: string unique\ngone: bool = false'),
    rows: [thing('p, gone', "'p', true")],
    after: entity('p: string unique\ngone: bool = false', '    softDelete: from gone\n'),
    ask: 'select deleted_at is not null as deleted from things',
    want: [{ deleted: true }],
  },
  {
    name: 'soft delete ends and deleted rows come back',
    before: entity('p: string unique', '    softDelete: true\n'),
    rows: [thing('p, deleted_at', "'p', now()")],
    after: entity('p: string unique', 'retire: { Thing.deleted: keep }\n'),
    ask: 'select p from things',
    want: [{ p: 'p' }],
  },
  {
    name: 'soft delete ends and deleted rows are put aside, elements with them',
    before: `${entity('parts: Part[]', '    softDelete: true\n')}  Part:\n    fields: { n: int }\n`,
    rows: [
      `insert into things (id, deleted_at, ${system}) values ('${a}', now(), ${root}), ('${b}', null, ${root})`,
      `insert into parts (id, thing_id, "position", n) values ('${a}', '${a}', 0, 1), ('${b}', '${b}', 0, 2)`,
    ],
    after: `${entity('parts: Part[]')}  Part:\n    fields: { n: int }\nretire: { Thing.deleted: purge }\n`,
    ask: 'select (select count(*)::int from things) as things, (select n from parts) as n, (select n from parts__0002) as gone, (select count(*)::int from things__0002) as aside',
    want: [{ things: 1, n: 2, gone: 1, aside: 1 }],
  },
  {
    name: 'members of a value object are split out of it, and a member is renamed',
    before: `values:\n  Address: { city: string, zip: string }\n${entity('home: Address\ncity: string')}`,
    rows: [thing('home_city, home_zip, city', "'Bern', '3000', 'Ulm'")],
    after: `values:\n  Address: { town: string, zip: string }\n${entity('home: Address\nplace: string')}renames: [Address.city -> Address.town, Thing.city -> Thing.place]\n`,
    ask: 'select home_town, home_zip, place from things',
    want: [{ home_town: 'Bern', home_zip: '3000', place: 'Ulm' }],
  },
  {
    name: 'fields become a value object',
    before: entity('city: string\nzip: string'),
    rows: [thing('city, zip', "'Bern', '3000'")],
    after: `values:\n  Address: { city: string, zip: string }\n${entity('home: Address')}renames: [Thing.city -> Thing.home.city, Thing.zip -> Thing.home.zip]\n`,
    ask: 'select home_city, home_zip from things',
    want: [{ home_city: 'Bern', home_zip: '3000' }],
  },
  {
    name: 'a value object becomes fields',
    before: `values:\n  Address: { city: string, zip: string }\n${entity('home: Address')}`,
    rows: [thing('home_city, home_zip', "'Bern', '3000'")],
    after: `${entity('city: string\nzip: string')}renames: [Thing.home.city -> Thing.city, Thing.home.zip -> Thing.zip]\n`,
    ask: 'select city, zip from things',
    want: [{ city: 'Bern', zip: '3000' }],
  },
  {
    name: 'an owned child becomes an entity of its own',
    before: `${entity('parts: Part[]')}  Part:\n    fields: { n: int }\n`,
    rows: [
      `insert into things (id, ${system}) values ('${a}', ${root})`,
      `insert into parts (id, thing_id, "position", n) values ('${b}', '${a}', 0, 2)`,
    ],
    after: `${entity('parts: <- Part.thing')}  Part:\n    fields: { thing: -> Thing, n: int }\n`,
    ask: 'select thing_id, n, version from parts',
    want: [{ thing_id: a, n: 2, version: 1 }],
  },
  {
    name: 'an entity becomes an owned child',
    before: `${entity('p: string')}  Part:\n    fields: { thing: -> Thing, n: int }\n`,
    rows: [
      thing('p', "'p'"),
      `insert into parts (id, thing_id, n, ${system}) values ('${b}', '${a}', 2, ${root})`,
    ],
    after: `${entity('p: string\nparts: Part[]')}  Part:\n    fields: { n: int }\n`,
    ask: 'select thing_id, n, "position" from parts',
    want: [{ thing_id: a, n: 2, position: 0 }],
  },
  {
    name: 'modules are introduced: constraints that cross them go, rows stay',
    before: `${entity('o: -> Other')}  Other:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('o_id', `'${b}'`),
    ],
    after: `modules: { one: [Thing], two: [Other] }\n${entity('o: -> Other')}  Other:\n    fields: { n: string }\n`,
    ask: 'with gone as (delete from others returning id) select count(*)::int as n from gone',
    want: [{ n: 1 }],
  },
  {
    name: 'a counter counts what is there, then what comes',
    before: `${entity('p: string')}  Part:\n    fields: { thing: -> Thing }\n`,
    rows: [
      thing('p', "'p'"),
      `insert into parts (id, thing_id, ${system}) values ('${b}', '${a}', ${root})`,
    ],
    after: `${entity('p: string\nparts: <- Part.thing\ncount: int readonly counter(parts)')}  Part:\n    fields: { thing: -> Thing }\n`,
    ask: 'select "count" from things',
    want: [{ count: 1 }],
  },
  {
    name: 'a computed field is there for all rows, and follows its formula',
    before: entity('p: int\nq: int'),
    rows: [thing('p, q', '3, 4')],
    after: entity('p: int\nq: int\nr: int computed(p * q)'),
    ask: 'select r from things',
    want: [{ r: 12 }],
  },
  {
    name: 'seed rows: new ones come, changed ones change where the PRD changed',
    before: `${entity('code: string unique\nlabel: string\nsize: int')}seed:\n  Thing: [{ code: x, label: one, size: 1 }, { code: z, label: three, size: 3 }]\n`,
    rows: [`update things set size = 99 where code = 'x'`],
    after: `${entity('code: string unique\nlabel: string\nsize: int')}seed:\n  Thing: [{ code: x, label: uno, size: 1 }, { code: y, label: two, size: 2 }]\n`,
    ask: 'select code, label, size from things order by code',
    want: [
      { code: 'x', label: 'uno', size: 99 },
      { code: 'y', label: 'two', size: 2 },
      { code: 'z', label: 'three', size: 3 },
    ],
  },
  {
    name: 'unique becomes composite, then partial',
    before: entity(
      'p: string unique\nq: string',
      '    states: on | off\n    moves: { end: on -> off }\n',
    ),
    rows: [thing('p, q, status', `'p', 'q', 'on'`)],
    after: entity(
      'p: string\nq: string',
      '    states: on | off\n    moves: { end: on -> off }\n    unique: [p + q, "q where status == on"]\n',
    ),
    ask: 'select p from things',
    want: [{ p: 'p' }],
  },
  {
    name: 'audit and events come with their tables',
    before: entity('p: string'),
    rows: [thing('p', "'p'")],
    after: entity('p: string', '    audit: full\n'),
    ask: 'select count(*)::int as n from audit_log',
    want: [{ n: 0 }],
  },
  {
    name: 'a later rename takes the values of what left, where there are none',
    before: entity('p: string?\nq: string?'),
    rows: [thing('p, q', "'old', null"), thing('p, q', "'older', 'own'").replace(a, b)],
    after: entity('q: string?', 'drops: [Thing.p]\n'),
    ask: 'select q from things order by id',
    want: [{ q: null }, { q: 'own' }],
  },
];
