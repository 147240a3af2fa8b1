import { describe, expect, test } from 'vitest';
import { dueCommands, hasJobs } from '../../src/emit/features.ts';
import { dueStatement } from '../../src/emit/jobs/due.ts';
import { retainedOf } from '../../src/emit/jobs/retained.ts';
import { modelOf } from '../project/fixture.ts';

const head = '---\nprd: 1\nname: jobs\n';

/** The conditions on rows of `Loan` beside the id. */
function conditions(when: string, more = ''): readonly string[] {
  const model = modelOf(`${head}entities:
  Reader:
    fields: { blocked: bool = false }
  Loan:
    fields: { reader: -> Reader, dueAt: datetime?, told: bool = false, lost: bool? }
    states: open | over
    moves: { expire: open -> over }
    ${more}
    commands:
      expire: { by: system, every: 1h, when: ${JSON.stringify(when)} }
---
`);
  const [command] = dueCommands(model);
  if (command === undefined) throw new Error('no command');
  const [, ...rest] = [...dueStatement(command, model).matchAll(/(?:where|and) (.*)\n/g)];
  return rest.map(([, condition]) => condition ?? '');
}

describe('rows that a command is due for', () => {
  const open = `"status" in ('open')`;
  test.each([
    [
      'the time is the one that the command sees',
      'now() > dueAt + 14d',
      [open, `($2::timestamptz > ("due_at" + interval '1209600 seconds'))`],
    ],
    [
      'what is absent is not due where the command says so',
      'now() > dueAt and not told',
      [open, '($2::timestamptz > "due_at")', '(not ("told")) is not false'],
    ],
    [
      'what other rows tell is left to the command',
      'now() > dueAt and reader.blocked',
      [open, '($2::timestamptz > "due_at")'],
    ],
    [
      'and so is all of an alternative',
      'now() > dueAt or reader.blocked',
      [open, '"created_at" <= $2'],
    ],
  ])('%s', (_, when, want) => {
    expect(conditions(when)).toEqual(want);
  });

  test('a deleted row is none', () => {
    expect(conditions('now() > dueAt', 'softDelete: true')).toContain('"deleted_at" is null');
  });
});

test('rows go when they are old, free, and after those that refer to them', () => {
  const model = modelOf(`${head}modules: { people: [Person], sales: [Order, Line, Note, Tag] }
entities:
  Person: { fields: { name: string } }
  Order: { fields: { person: -> Person, lines: "Line[]", tags: "-> Tag[]" }, softDelete: true }
  Line: { fields: { qty: int } }
  Note: { fields: { about: -> Person | Order, order: -> Order cascade } }
  Tag: { fields: { name: string } }
nfr: { retention: { Person: 1y, Order: 2y, Tag: 1y } }
---
`);
  const retained = retainedOf(model).map(({ name, conditions: all }) => [name, ...all]);
  const absent = (table: string, other: string, column: string, more = '') =>
    `not exists (select from "${other}" as "other" where "other"."${column}" = "${table}"."id"${more})`;
  expect(retained).toEqual([
    [
      'Order',
      '"deleted_at" < $2',
      absent('orders', 'notes', 'about_id', ` and "about_kind" = 'Order'`),
    ],
    [
      'Person',
      '"updated_at" < $2',
      absent('people', 'orders', 'person_id'),
      absent('people', 'notes', 'about_id', ` and "about_kind" = 'Person'`),
    ],
    ['Tag', '"updated_at" < $2', absent('tags', 'order_tags', 'tag_id')],
  ]);
});

test.each([
  ['stack: { jobs: postgres }', true],
  ['stack: { jobs: none }', false],
  ['nfr: { retention: { AuditLog: 1y } }', false],
  ['nfr: { retention: { Thing: 1y } }', true],
])('%s', (line, want) => {
  expect(
    hasJobs(modelOf(`${head}${line}\nentities:\n  Thing: { fields: { a: int } }\n---\n`)),
  ).toBe(want);
});
