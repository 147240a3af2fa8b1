import { a, b, entity, root, system, thing } from '../edit.ts';
import type { Row } from '../world.ts';
import type { Rolling } from './rolling.ts';

const part = (columns: string, id: string, values: string): string =>
  `insert into parts (id, ${columns}, ${system}) values ('${id}', ${values}, ${root})`;
const [one, two, three] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000001${n}`) as [
  string,
  string,
  string,
];
const counted = (by: string, name: string, reference: string): string =>
  `${entity(`p: string\nparts: <- Part.${by}\n${name}`)}  Part:\n    softDelete: true\n    fields: { ${reference} }\n`;

const counts = (column: string): string => `select p, ${column} as n from things order by p`;
const [x, y] = [(n: number): Row => ({ p: 'x', n }), (n: number): Row => ({ p: 'y', n })];

/** What counters count, and by what. */
export const counters: readonly Rolling[] = [
  {
    name: 'a reference that a counter reads is renamed',
    before: counted('thing', 'count: int readonly counter(parts)', 'thing: -> Thing, n: int'),
    rows: [
      thing('p', "'x'"),
      thing('p', "'y'").replace(a, b),
      part('thing_id, n', one, `'${a}', 1`),
    ],
    after: counted(
      'owner',
      'count: int readonly counter(parts)',
      'owner: -> Thing was(thing), n: int',
    ),
    acts: [
      { write: 'select', ask: counts('count'), want: [x(1), y(0)] },
      {
        write: part('thing_id, n', two, `'${a}', 2`),
        ask: `select owner_id from parts where n = 2`,
        want: [{ owner_id: a }],
      },
      { write: 'select', ask: counts('count'), want: [x(2), y(0)] },
      {
        // As a save writes: every column, the watched ones too.
        write: `update parts set thing_id = '${b}', n = 3, deleted_at = null where n = 2`,
        ask: counts('count'),
        want: [x(1), y(1)],
      },
      {
        write: part('owner_id, n', three, `'${b}', 4`),
        ask: 'select thing_id from parts where n = 4',
        want: [{ thing_id: b }],
      },
      {
        write: `update parts set owner_id = '${a}', deleted_at = null where n = 4`,
        ask: counts('count'),
        want: [x(2), y(1)],
      },
      {
        write: 'update parts set deleted_at = now() where n = 4',
        ask: counts('count'),
        want: [x(1), y(1)],
      },
      { write: 'delete from parts where n = 3', ask: counts('count'), want: [x(1), y(0)] },
    ],
    last: [counts('count'), [x(1), y(0)]],
  },
  {
    name: 'a counter is renamed, with what it counts by',
    before: counted('thing', 'count: int readonly counter(parts)', 'thing: -> Thing, n: int'),
    rows: [
      thing('p', "'x'"),
      thing('p', "'y'").replace(a, b),
      part('thing_id, n', one, `'${a}', 1`),
    ],
    after: counted(
      'owner',
      'total: int readonly counter(parts) was(count)',
      'owner: -> Thing was(thing), n: int',
    ),
    acts: [
      { write: 'select', ask: counts('total'), want: [x(1), y(0)] },
      { write: part('thing_id, n', two, `'${b}', 2`), ask: counts('total'), want: [x(1), y(1)] },
      { write: part('owner_id, n', three, `'${b}', 3`), ask: counts('count'), want: [x(1), y(2)] },
      {
        write: `update parts set owner_id = '${a}' where n = 3`,
        ask: counts('count'),
        want: [x(2), y(1)],
      },
      {
        write: `update parts set thing_id = '${b}' where n = 1`,
        ask: counts('count'),
        want: [x(1), y(2)],
      },
      {
        write: thing('p', "'z'").replace(a, one),
        ask: counts('total'),
        want: [x(1), y(2), { p: 'z', n: 0 }],
      },
    ],
    last: [counts('total'), [x(1), y(2), { p: 'z', n: 0 }]],
  },
  {
    name: 'two references that counters read change names',
    before: `${entity('p: string\nlefts: <- Part.left\nrights: <- Part.right\ncount: int readonly counter(lefts)')}  Part:\n    fields: { left: -> Thing, right: -> Thing }\n`,
    rows: [
      thing('p', "'x'"),
      thing('p', "'y'").replace(a, b),
      part('left_id, right_id', one, `'${a}', '${b}'`),
    ],
    after: `${entity('p: string\nlefts: <- Part.left\nrights: <- Part.right\ncount: int readonly counter(rights)')}  Part:\n    fields: { left: -> Thing, right: -> Thing }\nrenames: [Part.left -> Part.o, Part.right -> Part.left, Part.o -> Part.right]\n`,
    acts: [
      { write: 'select', ask: counts('count'), want: [x(1), y(0)] },
      {
        write: part('left_id, right_id', two, `'${b}', '${a}'`),
        ask: counts('count'),
        want: [x(1), y(1)],
      },
      {
        write: `update parts set left_id = '${a}', right_id = '${a}' where id = '${two}'`,
        ask: counts('count'),
        want: [x(2), y(0)],
      },
      {
        write: `update parts set right_id__0002 = '${b}', left_id__0002 = '${b}' where id = '${two}'`,
        ask: counts('count'),
        want: [x(1), y(1)],
      },
    ],
    last: [counts('count'), [x(1), y(1)]],
  },
  {
    name: 'a counted reference gets a second target',
    before: counted('thing', 'count: int readonly counter(parts)', 'thing: -> Thing, n: int'),
    rows: [thing('p', "'x'"), part('thing_id, n', one, `'${a}', 1`)],
    after: counted('thing', 'count: int readonly counter(parts)', 'thing: -> Thing | Part, n: int'),
    acts: [
      { write: 'select', ask: counts('count'), want: [x(1)] },
      { write: part('thing_id, n', two, `'${a}', 2`), ask: counts('count'), want: [x(2)] },
      {
        write: part('thing_kind, thing_id, n', three, `'Part', '${one}', 3`),
        ask: counts('count'),
        want: [x(2)],
      },
    ],
    last: [counts('count'), [x(2)]],
  },
  {
    name: 'the entity that counts among others is renamed',
    before: counted('of', 'count: int readonly counter(parts)', 'of: -> Thing | Part, n: int'),
    rows: [thing('p', "'x'"), part('of_kind, of_id, n', one, `'Thing', '${a}', 1`)],
    after: `${counted('of', 'count: int readonly counter(parts)', 'of: -> Item | Part, n: int').replace('Thing:', 'Item:')}renames: [Thing -> Item]\n`,
    acts: [
      { write: 'select', ask: counts('count'), want: [x(1)] },
      {
        write: part('of_kind, of_id, n', two, `'Thing', '${a}', 2`),
        ask: counts('count'),
        want: [x(2)],
      },
      {
        write: part('of_kind, of_id, n', three, `'Item', '${a}', 3`),
        ask: counts('count'),
        want: [x(3)],
      },
    ],
    last: [counts('count').replace('things', 'items'), [x(3)]],
  },
  {
    name: 'a reference to several is renamed, with one of those that it leads to',
    before: counted('of', 'count: int readonly counter(parts)', 'of: -> Thing | Part, n: int'),
    rows: [thing('p', "'x'"), part('of_kind, of_id, n', one, `'Thing', '${a}', 1`)],
    after: `${counted('by', 'count: int readonly counter(parts)', 'by: -> Item | Part, n: int').replace('Thing:', 'Item:')}renames: [Thing -> Item, Part.of -> Part.by]\n`,
    acts: [
      { write: 'select', ask: counts('count'), want: [x(1)] },
      {
        write: part('of_kind, of_id, n', two, `'Thing', '${a}', 2`),
        ask: 'select by_kind from parts where n = 2',
        want: [{ by_kind: 'Item' }],
      },
      { write: 'select', ask: counts('count'), want: [x(2)] },
      {
        write: part('by_kind, by_id, n', three, `'Item', '${a}', 3`),
        ask: 'select of_kind from parts where n = 3',
        want: [{ of_kind: 'Thing' }],
      },
      {
        write: `update parts set of_kind = 'Part', of_id = '${one}', deleted_at = null where n = 3`,
        ask: counts('count'),
        want: [x(2)],
      },
    ],
    last: [counts('count').replace('things', 'items'), [x(2)]],
  },
];
