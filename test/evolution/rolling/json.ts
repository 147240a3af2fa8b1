import { entity, thing } from '../edit.ts';
import type { Rolling } from './rolling.ts';

const json = (value: unknown): string => `'${JSON.stringify(value)}'`;
const asks = (column: string, value: unknown): Pick<Rolling['acts'][number], 'ask' | 'want'> => ({
  ask: `select "${column}" as v from things`,
  want: [{ v: value }],
});
const sets = (column: string, value: unknown): string =>
  `update things set "${column}" = ${json(value)}`;

/** Value objects that are kept as JSON, with other names inside. */
export const jsons: readonly Rolling[] = [
  {
    name: 'a member is renamed, in lists and inside another value object',
    before: `values:\n  Stop: { city: string, km: int? }\n  Trip: { first: Stop, stops: "Stop[]", n: int }\n${entity('stops: Stop[]\ntrip: Trip?')}`,
    rows: [
      thing(
        'stops, trip',
        `${json([{ city: 'Bern', km: 1 }])}, ${json({ first: { city: 'Ulm', km: null }, stops: [{ city: 'Bonn', km: 2 }], n: 1 })}`,
      ),
    ],
    after: `values:\n  Stop: { town: string, km: int? }\n  Trip: { first: Stop, stops: "Stop[]", n: int }\n${entity('stops: Stop[]\ntrip: Trip?')}renames: [Stop.city -> Stop.town]\n`,
    acts: [
      { write: 'select', ...asks('stops__0002', [{ town: 'Bern', km: 1 }]) },
      { write: 'select', ...asks('stops', [{ city: 'Bern', km: 1 }]) },
      {
        write: 'select',
        ...asks('trip__0002', {
          first: { town: 'Ulm', km: null },
          stops: [{ town: 'Bonn', km: 2 }],
          n: 1,
        }),
      },
      {
        write: sets('stops', [{ city: 'Rome', km: 3 }, { city: 'Bern' }]),
        ...asks('stops__0002', [{ town: 'Rome', km: 3 }, { town: 'Bern' }]),
      },
      {
        write: sets('stops__0002', [{ town: 'Bern', km: 4 }]),
        ...asks('stops', [{ city: 'Bern', km: 4 }]),
      },
      { write: sets('stops__0002', []), ...asks('stops', []) },
      {
        write: sets('trip__0002', { first: { town: 'Rome', km: 1 }, stops: [], n: 2 }),
        ...asks('trip', { first: { city: 'Rome', km: 1 }, stops: [], n: 2 }),
      },
      { write: 'update things set trip = null', ...asks('trip__0002', null) },
    ],
    last: ['select stops, trip from things', [{ stops: [], trip: null }]],
  },
  {
    name: 'members change names, another gets the name that one had, and is itself renamed',
    before: `values:\n  Stop: { city: string?, land: string?, km: int? }\n${entity('stop: Stop?\np: int?')}`,
    rows: [thing('stop', json({ city: 'Bern', land: 'CH', km: 1 }))],
    after: `values:\n  Stop: { city: string?, land: string?, far: int?, km: string? }\n${entity('halt: Stop? was(stop)\np: int?')}renames: [Stop.city -> Stop.x, Stop.land -> Stop.city, Stop.x -> Stop.land, Stop.km -> Stop.far]\n`,
    acts: [
      { write: 'select', ...asks('halt', { land: 'Bern', city: 'CH', far: 1 }) },
      {
        write: sets('halt', { land: 'Ulm', city: 'D', far: 2, km: 'two' }),
        ...asks('stop', { city: 'Ulm', land: 'D', km: 2 }),
      },
      {
        write: 'update things set p = 1',
        ...asks('halt', { land: 'Ulm', city: 'D', far: 2, km: 'two' }),
      },
      {
        write: sets('stop', { city: 'Bonn', land: 'D', km: 3 }),
        ...asks('halt', { land: 'Bonn', city: 'D', far: 3 }),
      },
    ],
    last: ['select halt as v from things', [{ v: { land: 'Bonn', city: 'D', far: 3 } }]],
  },
  {
    name: 'values change inside, two of them in a circle, and one becomes a list',
    before: `values:\n  Coat: { lining: string?, color: enum(red | blue | grey)?, n: int? }\n${entity('coat: Coat?\ncoats: Coat[]')}`,
    rows: [
      thing(
        'coat, coats',
        `${json({ color: 'red', lining: 'x', n: 1 })}, ${json([{ color: 'grey', lining: null, n: null }])}`,
      ),
    ],
    after: `values:\n  Coat: { cloth: string?, color: enum(red | blue)?, n: int? }\n${entity('coat: Coat[]\ncoats: Coat[]')}renames: [CoatColor.red -> CoatColor.x, CoatColor.blue -> CoatColor.red, CoatColor.x -> CoatColor.blue, Coat.lining -> Coat.cloth]\nretire: { CoatColor.grey: red }\n`,
    acts: [
      { write: 'select', ...asks('coat__0002', [{ color: 'blue', cloth: 'x', n: 1 }]) },
      { write: 'select', ...asks('coats__0002', [{ color: 'red', cloth: null, n: null }]) },
      {
        write: sets('coat__0002', [{ color: 'red', cloth: 'y', n: 2 }]),
        ...asks('coat', { color: 'blue', lining: 'y', n: 2 }),
      },
      {
        write: sets('coats', [{ color: 'blue', lining: 'z', n: 3 }]),
        ...asks('coats__0002', [{ color: 'red', cloth: 'z', n: 3 }]),
      },
      {
        write: sets('coat', { color: 'red', lining: 'w', n: 4 }),
        ...asks('coat__0002', [{ color: 'blue', cloth: 'w', n: 4 }]),
      },
    ],
    last: [
      'select coat, coats from things',
      [
        {
          coat: [{ color: 'blue', cloth: 'w', n: 4 }],
          coats: [{ color: 'red', cloth: 'z', n: 3 }],
        },
      ],
    ],
  },
];
