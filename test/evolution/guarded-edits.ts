import { a, b, entity, root, system, thing } from './edit.ts';
import type { Edit } from './edit.ts';

const other = '  Other:\n    fields: { n: string }\n';
const events = entity(
  'p: string',
  '    commands:\n      done: { emits: ThingDone }\nevents:\n  ThingDone: { data: [id, p] }\n',
);
const times = 'room: int\nfrom: datetime\nto: datetime';

/** Those that ask the rows first, wait for the owner's SQL or take away what was asked. */
export const guardedEdits: readonly Edit[] = [
  {
    name: 'times may overlap no longer',
    before: entity(times),
    rows: [thing('room, "from", "to"', `1, '2024-01-01T10:00Z', '2024-01-01T12:00Z'`)],
    after: entity(times, '    unique: [room + overlap(from to)]\n'),
    ask: 'select room from things',
    want: [{ room: 1 }],
  },
  {
    name: 'what was required may be absent',
    before: entity('p: string\nq: int'),
    rows: [thing('p, q', `'p', 1`)],
    after: entity('p: string?\nq: int'),
    ask: 'select p, q from things',
    want: [{ p: 'p', q: 1 }],
  },
  {
    name: 'text becomes a number, every value tried before',
    before: entity('p: string'),
    rows: [thing('p', `'12'`)],
    after: entity('p: int'),
    ask: 'select p__0002 as p from things',
    want: [{ p: 12 }],
    settled: 'select p from things',
  },
  {
    name: 'text becomes an address, in lower case',
    before: entity('p: string\nq: int'),
    rows: [thing('p, q', `'Ada@Example.com', 1`)],
    after: entity('p: email\nq: int'),
    ask: 'select p from things',
    want: [{ p: 'ada@example.com' }],
  },
  {
    name: 'a formula changes',
    before: entity('p: int\nq: int\nr: int computed(p * q)'),
    rows: [thing('p, q, r', '3, 4, 12')],
    after: entity('p: int\nq: int\nr: int computed(p + q)'),
    ask: 'select r from things',
    want: [{ r: 7 }],
  },
  {
    name: 'rows that lead nowhere are deleted',
    before: entity('o: uuid?') + other,
    rows: [thing('o', `'${b}'`), thing('o', 'null').replace(a, b)],
    after: entity('o: -> Other? orphans(delete)') + other,
    ask: 'select id, o_id from things',
    want: [{ id: b, o_id: null }],
  },
  {
    name: 'an entity that may have had a parent becomes an owned child',
    before: `${entity('p: string')}  Part:\n    fields: { thing: -> Thing?, n: int }\n`,
    rows: [
      thing('p', "'p'"),
      `insert into parts (id, thing_id, n, ${system}) values ('${b}', '${a}', 2, ${root})`,
    ],
    after: `${entity('p: string\nparts: Part[]')}  Part:\n    fields: { n: int }\n`,
    ask: 'select thing_id, n, "position" from parts',
    want: [{ thing_id: a, n: 2, position: 0 }],
  },
  {
    name: 'deleted rows that others could refer to are put aside',
    before: `${entity('p: string', '    softDelete: true\n')}  Other:\n    fields: { thing: -> Thing? }\n`,
    rows: [thing('p, deleted_at', "'p', now()")],
    after: `${entity('p: string')}  Other:\n    fields: { thing: -> Thing? }\nretire: { Thing.deleted: purge }\n`,
    ask: 'select (select count(*)::int from things) as things, (select count(*)::int from things__0002) as aside',
    want: [{ things: 0, aside: 1 }],
  },
  {
    name: 'values of a name that left long ago are wanted after all',
    from: entity('p: string?\nq: string?'),
    early: [thing('p, q', "'old', null")],
    before: entity('q: string?', 'drops: [Thing.p]\n'),
    rows: [],
    after: entity('q: string?', 'renames: [Thing.p -> Thing.q]\ndrops: [Thing.p]\n'),
    ask: 'select q from things',
    want: [{ q: 'old' }],
  },
  {
    name: 'a newer generator keeps a thing in another type',
    before: events,
    rows: [
      'alter table outbox alter column subject type text',
      'delete from "_migration_catalog"',
      `insert into outbox (id, type, subject, data, occurred_at) values ('${a}', 'x', '${b}', '{}', now())`,
    ],
    known: (snapshot) => {
      const older = structuredClone(snapshot);
      for (const table of older.database.tables.filter(({ name }) => name === 'outbox')) {
        table.columns = table.columns.map((one) =>
          one.name === 'subject' ? { ...one, sqlType: 'text' } : one,
        );
      }
      return older;
    },
    after: events,
    ask: 'select subject, pg_typeof(subject)::text as type from outbox',
    want: [{ subject: b, type: 'uuid' }],
  },
  {
    name: 'the owner fills a column that is required from contract on',
    before: entity('p: string'),
    rows: [thing('p', "'A b'")],
    after: entity('p: string\nq: slug backfill(custom)'),
    owner: { things_q: `update things set q = lower(replace(p, ' ', '-'));` },
    ask: 'select q from things',
    want: [{ q: 'a-b' }],
  },
  {
    name: 'the owner brings rows from one entity to another',
    before: 'entities:\n  Old:\n    fields: { title: string }\n',
    rows: [`insert into olds (id, title, ${system}) values ('${a}', 'one', ${root})`],
    after: 'entities:\n  New:\n    fields: { name: string }\ndata: [Old -> New]\ndrops: [Old]\n',
    owner: {
      olds_to_news: `insert into news (id, name, ${system}) select id, title, ${system} from olds;`,
    },
    ask: 'select name from news',
    want: [{ name: 'one' }],
  },
];
