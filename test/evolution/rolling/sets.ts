import { a, b, entity, root, system, thing } from '../edit.ts';
import type { Rolling } from './rolling.ts';

const [y, z] = ['1', '2'].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [string, string];
const others = '  Other:\n    fields: { n: string }\n';
const rows = [y, z].map(
  (id, at) => `insert into others (id, n, ${system}) values ('${id}', '${at}', ${root})`,
);
const one = 'select o_id as v from things order by id';
const set = 'select other_id as v from thing_o order by thing_id, "position"';
const found = (...ids: (string | null)[]) => ids.map((v) => ({ v }));
const member = (id: string, other: string, at = 0): string =>
  `insert into thing_o values ('${id}', '${other}', ${at})`;

/** A reference that becomes a set, and a set that becomes a reference. */
export const sets: readonly Rolling[] = [
  {
    name: 'a reference becomes a set',
    before: `${entity('o: -> Other?\np: int?')}${others}`,
    rows: [...rows, thing('o_id', `'${y}'`)],
    after: `${entity('o: "-> Other[]"\np: int?')}${others}`,
    acts: [
      { write: thing('o_id', `'${z}'`).replace(a, b), ask: set, want: found(y, z) },
      { write: member(b, y, 1), ask: one, want: found(y, z) },
      // As a save writes: every column. What the other version added stays.
      { write: `update things set o_id = o_id, p = 1`, ask: set, want: found(y, z, y) },
      { write: `update things set o_id = '${y}' where id = '${b}'`, ask: set, want: found(y, y) },
      { write: `delete from thing_o where thing_id = '${b}'`, ask: one, want: found(y, null) },
      { write: member(b, z), ask: one, want: found(y, z) },
      { write: `update things set o_id = null where id = '${b}'`, ask: set, want: found(y) },
    ],
    last: [set, found(y)],
  },
  {
    name: 'a set becomes a reference',
    before: `${entity('o: "-> Other[]"\np: int?')}${others}`,
    rows: [...rows, thing('p', '1'), member(a, y)],
    after: `${entity('o: -> Other?\np: int?')}${others}`,
    acts: [
      { write: 'select', ask: one, want: found(y) },
      { write: thing('p', '2').replace(a, b), ask: one, want: found(y, null) },
      { write: member(b, z), ask: one, want: found(y, z) },
      { write: member(b, y, 1), ask: one, want: found(y, z) },
      { write: `update things set o_id = '${y}' where id = '${b}'`, ask: set, want: found(y, y) },
      { write: `delete from thing_o where thing_id = '${a}'`, ask: one, want: found(null, y) },
      { write: `update things set o_id = '${z}' where id = '${b}'`, ask: set, want: found(z) },
      { write: `update things set o_id = '${y}'`, ask: set, want: found(y, y) },
    ],
    last: [one, found(y, y)],
  },
];
