import { a, b, entity, root, system, thing } from './edit.ts';
import type { Edit } from './edit.ts';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Of references, of the numbers that a sequence gives, and of children that were entities. */
export const referenceEdits: readonly Edit[] = [
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
    name: 'a set becomes a reference again while its entity is renamed',
    before: `${entity('p: string\no: -> Other[]')}  Other:\n    fields: { n: string }\n`,
    rows: [
      `insert into others (id, n, ${system}) values ('${b}', 'n', ${root})`,
      thing('p', "'p'"),
      `insert into thing_o values ('${a}', '${b}', 0)`,
    ],
    from: `${entity('p: string\no: -> Other?')}  Other:\n    fields: { n: string }\n`,
    after: `${entity('p: string\no: -> Other?').replace('Thing', 'Item')}  Other:\n    fields: { n: string }\nrenames: [Thing -> Item]\n`,
    ask: 'select o_id from items',
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
    ask: `insert into sequences ("name", "period", "value") values ('Thing.no', '', 1) on conflict on constraint "sequences_pkey" do update set "value" = "sequences"."value" + 1 returning "name", "value"::text`,
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
    name: 'elements that were entities for a while stand as before, those made meanwhile behind them',
    from: `${entity('parts: Part[]')}  Part:\n    fields: { n: int }\n`,
    early: [
      `insert into things (id, ${system}) values ('${a}', ${root}), ('${b}', ${root})`,
      ...[2, 3, 1].map(
        (n, place) =>
          `insert into parts (id, thing_id, "position", n) values ('${idOf(n)}', '${a}', ${place}, ${n})`,
      ),
    ],
    before: `${entity('p: string?')}  Part:\n    fields: { thing: -> Thing, n: int }\n`,
    rows: [
      `delete from parts where n = 3`,
      `insert into parts (id, thing_id, n, version, created_at, updated_at) values ('${idOf(4)}', '${a}', 4, 1, now() + interval '1 s', now())`,
    ],
    after: `${entity('p: string?\nparts: Part[]')}  Part:\n    fields: { n: int }\n`,
    ask: 'select n, "position" from parts order by "position"',
    want: [
      { n: 2, position: 0 },
      { n: 1, position: 1 },
      { n: 4, position: 2 },
    ],
  },
];
