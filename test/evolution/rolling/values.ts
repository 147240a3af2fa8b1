import { a, b, entity, thing } from '../edit.ts';
import type { Rolling } from './rolling.ts';

const other = '00000000-0000-7000-8000-000000000011';

/** Fields that get another name, and their values with them. */
export const values: readonly Rolling[] = [
  {
    name: 'a choice is renamed, its values with it, two of them in a circle',
    before: entity('color: enum(red | blue | green | grey) index\np: string?'),
    rows: [thing('color', "'red'"), thing('color', "'green'").replace(a, b)],
    after: entity(
      'paint: enum(blue | red | white) index was(color)\np: string?',
      'renames: [Thing.color.red -> Thing.color.x, Thing.color.blue -> Thing.color.red, Thing.color.x -> Thing.color.blue]\nretire: { Thing.paint.green: white, Thing.paint.grey: red }\n',
    ),
    acts: [
      ...(
        [
          ['select', ['red', 'blue'], ['green', 'white']],
          [
            `update things set color = 'blue' where id = '${a}'`,
            ['blue', 'red'],
            ['green', 'white'],
          ],
          [`update things set paint = 'blue' where id = '${b}'`, ['blue', 'red'], ['red', 'blue']],
          [`update things set color = 'grey' where id = '${b}'`, ['blue', 'red'], ['grey', 'red']],
          [
            `update things set paint = 'white' where id = '${b}'`,
            ['blue', 'red'],
            ['green', 'white'],
          ],
          [`update things set p = 'x'`, ['blue', 'red'], ['green', 'white']],
        ] as const
      ).map(([write, first, second]) => ({
        write,
        ask: 'select color, paint from things order by id',
        want: [first, second].map(([color, paint]) => ({ color, paint })),
      })),
      {
        write: thing('color', "'grey'").replace(a, other),
        ask: `select paint from things where id = '${other}'`,
        want: [{ paint: 'red' }],
      },
    ],
    last: [
      'select paint from things order by id',
      ['red', 'white', 'red'].map((paint) => ({ paint })),
    ],
  },
  {
    name: 'a list of choices in a value object is renamed, with the values of a named enum',
    before: `enums: { Color: red | blue }\nvalues:\n  Coat: { colors: "Color[]", n: int }\n${entity('coat: Coat')}`,
    rows: [thing('coat_colors, coat_n', "'{red,blue}', 1")],
    after: `enums: { Color: rouge | blue }\nvalues:\n  Coat: { paints: "Color[]", n: int }\n${entity('coat: Coat')}renames: [Color.red -> Color.rouge, Coat.colors -> Coat.paints]\n`,
    acts: [
      {
        write: `update things set coat_colors = '{blue,red,red}'`,
        ask: 'select coat_paints as v from things',
        want: [{ v: ['blue', 'rouge', 'rouge'] }],
      },
      {
        write: `update things set coat_paints = '{rouge}'`,
        ask: 'select coat_colors as v from things',
        want: [{ v: ['red'] }],
      },
    ],
    last: ['select coat_paints as v from things', [{ v: ['rouge'] }]],
  },
  {
    name: 'a number is renamed and takes larger values',
    before: entity('size: decimal(4 2) >= 0 unique'),
    rows: [thing('size', '1.50')],
    after: entity('width: decimal(8 2) >= 0 unique was(size)'),
    acts: [
      {
        write: 'update things set size = 2.5',
        ask: 'select width::text as n from things',
        want: [{ n: '2.50' }],
      },
      {
        write: 'update things set width = 3.5',
        ask: 'select size::text as n from things',
        want: [{ n: '3.50' }],
      },
      // Too large for the old code, which sees the value before.
      {
        write: 'update things set width = 1234.5',
        ask: 'select size::text as n from things',
        want: [{ n: '3.50' }],
      },
    ],
    last: ['select width::text as n from things', [{ n: '1234.50' }]],
  },
  {
    name: 'an entity, its choice and a value of that are renamed at once',
    before: entity('color: enum(red | blue)'),
    rows: [thing('color', "'red'")],
    after: `${entity('paint: enum(rouge | blue)').replace('Thing', 'Item')}renames: [Thing -> Item, Item.color -> Item.paint, Item.paint.red -> Item.paint.rouge]\n`,
    acts: [
      {
        write: `update things set color = 'red'`,
        ask: 'select paint as v from items',
        want: [{ v: 'rouge' }],
      },
      {
        write: `update items set paint = 'rouge'`,
        ask: 'select color as v from things',
        want: [{ v: 'red' }],
      },
    ],
    last: ['select paint as v from items', [{ v: 'rouge' }]],
  },
];
