import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic.ts';
import { catalog } from './catalog.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

const thing = (fields: string, more = ''): string =>
  `entities:\n  Thing:\n    fields: { ${fields} }\n${more}`;
const other = '  Other:\n    fields: { n: string }\n';

interface Refused {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly code: string;
  readonly message: RegExp;
  readonly next: readonly string[];
  /** What is asked for where it is no line of its own, as the owner may write it. */
  readonly written?: readonly string[];
}

const refused: readonly Refused[] = [
  {
    name: 'a field is gone and a new one there: the likeliest rename first, then the drop',
    before: thing('title: string, size: int'),
    after: thing('titel: string?, weight: int?, size: int'),
    code: 'evolution.vanished',
    message: /Thing\.title is no longer in the PRD/,
    next: [
      'renames: [Thing.title -> Thing.titel]',
      'renames: [Thing.title -> Thing.weight]',
      'drops: [Thing.title]',
    ],
  },
  {
    name: 'an entity is gone',
    before: thing('title: string') + other,
    after: thing('title: string') + other.replace('Other', 'Else'),
    code: 'evolution.vanished',
    message: /Other is no longer in the PRD/,
    next: ['renames: [Other -> Else]', 'drops: [Other]'],
  },
  {
    name: 'a state is gone',
    before: thing('t: int', '    states: open | shut\n    moves: { end: open -> shut }\n'),
    after: thing('t: int', '    states: open | closed\n    moves: { end: open -> closed }\n'),
    code: 'evolution.vanished',
    message: /Thing\.status\.shut/,
    next: [
      'renames: [Thing.status.shut -> Thing.status.closed]',
      'retire: { Thing.status.shut: open }',
    ],
  },
  {
    name: 'a value of an enum is gone',
    before: `enums: { Size: small | big }\n${thing('t: Size')}`,
    after: `enums: { Size: small | large }\n${thing('t: Size')}`,
    code: 'evolution.vanished',
    message: /Size\.big/,
    next: ['renames: [Size.big -> Size.large]', 'retire: { Size.big: small }'],
  },
  {
    name: 'a required field comes without a value',
    before: thing('t: int'),
    after: thing('t: int, u: int'),
    code: 'evolution.no_value',
    message: /Thing\.u is new and required/,
    next: ['backfill(expression)'],
    written: [
      thing('t: int, u: int = 1'),
      thing('t: int, u: int backfill(t)'),
      thing('t: int, u: int backfill(custom)'),
      thing('t: int, u: int?'),
    ],
  },
  {
    name: 'an optional field becomes required without a value',
    before: thing('t: int, u: int?'),
    after: thing('t: int, u: int'),
    code: 'evolution.no_value',
    message: /Thing\.u becomes required/,
    next: ['backfill(expression)'],
    written: [thing('t: int, u: int = 1'), thing('t: int, u: int backfill(t)')],
  },
  {
    name: 'a unique field would get one default for all',
    before: thing('t: int'),
    after: thing('t: int, u: int unique = 1'),
    code: 'evolution.same_value',
    message: /Thing\.u is unique/,
    next: ['backfill(expression)'],
    written: [thing('t: int, u: int unique backfill(t)'), thing('t: int, u: int? unique')],
  },
  {
    name: 'a type that no cast leads to',
    before: thing('t: int, u: json'),
    after: thing('t: int, u: date'),
    code: 'evolution.no_cast',
    message: /Thing\.u: nothing turns json into date/,
    next: ['u: … backfill(expression)'],
    written: [
      thing('t: int, u: date backfill(today())'),
      thing('t: int, u: date backfill(custom)'),
    ],
  },
  {
    name: 'tenancy without a default tenant',
    before: thing('t: int'),
    after: `tenancy: row by shopId\n${thing('t: int')}`,
    code: 'evolution.no_default_tenant',
    message: /belong to no tenant/,
    next: ['tenancy: row by shopId default <id>'],
    written: [`tenancy: row by shopId default main\n${thing('t: int')}`],
  },
  {
    name: 'soft delete ends without a word',
    before: thing('t: int', '    softDelete: true\n'),
    after: thing('t: int'),
    code: 'evolution.deleted_rows',
    message: /deleted rows would come back/,
    next: ['retire: { Thing.deleted: purge }'],
    written: [thing('t: int', 'retire: { Thing.deleted: keep }\n')],
  },
  {
    name: 'a member inside JSON changes its type',
    before: `values: { Stop: { city: string, km: int } }\n${thing('stops: "Stop[]"')}`,
    after: `values: { Stop: { city: string, km: date } }\n${thing('stops: "Stop[]"')}`,
    code: 'evolution.json_member',
    message: /Stop\.km is kept inside JSON, where nothing turns int into date/,
    next: ['km2: …?'],
    written: [
      `values: { Stop: { city: string, km: int, km2: date? } }\n${thing('stops: "Stop[]"')}`,
      `values: { Stop: { city: text, km: float } }\n${thing('stops: "Stop[]"')}`,
    ],
  },
  {
    name: 'a required member comes inside JSON, two deep',
    before: `values: { Stop: { city: string }, Trip: { stops: "Stop[]" } }\n${thing('trip: Trip?')}`,
    after: `values: { Stop: { city: string, km: int = 3 }, Trip: { stops: "Stop[]" } }\n${thing('trip: Trip?')}`,
    code: 'evolution.json_member',
    message: /Stop\.km is new and required/,
    next: ['km: …?'],
    written: [
      `values: { Stop: { city: string, km: int? }, Trip: { stops: "Stop[]" } }\n${thing('trip: Trip?')}`,
    ],
  },
  {
    name: 'a member inside JSON becomes required',
    before: `values: { Stop: { city: string, km: int? } }\n${thing('stops: "Stop[]"')}`,
    after: `values: { Stop: { city: string, km: int } }\n${thing('stops: "Stop[]"')}`,
    code: 'evolution.json_member',
    message: /Stop\.km becomes required/,
    next: ['km: …?'],
    written: [`values: { Stop: { city: string, km: int? } }\n${thing('stops: "Stop[]"')}`],
  },
  {
    name: 'a rename onto a name that is still there',
    before: thing('a: string, b: string'),
    after: thing('a: string, b: string', 'renames: [Thing.a -> Thing.b]\n'),
    code: 'evolution.name_taken',
    message: /Thing\.b is still there/,
    next: ['renames: [Thing.b -> Thing.bOld, Thing.a -> Thing.b, Thing.bOld -> Thing.a]'],
  },
  {
    name: 'a name that had returned is dropped again',
    before: thing('t: int, u: int?'),
    after: thing('t: int', 'drops: [Thing.v]\n'),
    code: 'evolution.vanished',
    message: /Thing\.u/,
    next: ['drops: [Thing.u]'],
  },
];

/** A line of the PRD among the words around it. */
const LINE = /(?:renames|drops): \[[^\]]*\]|retire: \{[^}]*\}/g;

describe('before anything is written', () => {
  test.each(refused)('$name', ({ before, after, code, message, next, written = [] }) => {
    const project = new Project();
    project.edit(before);
    const found = problemsOf(() => project.edit(after));
    const one = found.find((each) => each.code === code);
    expect(one?.message).toMatch(message);
    const places = next.map((line) => one?.next?.indexOf(line) ?? -1);
    expect(
      places.every((place) => place >= 0),
      one?.next,
    ).toBe(true);
    expect(places).toEqual([...places].sort((x, y) => x - y));
    // Each line works as it is printed, whichever the owner takes.
    const others = after.replaceAll(/^(?:renames|drops|retire): .*\n/gm, '');
    for (const [line] of (one?.next ?? '').matchAll(LINE)) {
      expect(
        problemsOf(() => project.plan(`${others}${line}\n`)),
        line,
      ).toEqual([]);
    }
    for (const text of written)
      expect(
        problemsOf(() => project.plan(text)),
        text,
      ).toEqual([]);
    expect([...(one?.next ?? '').matchAll(LINE)].length + written.length).toBeGreaterThan(0);
    // The same lines, in Chinese words.
    const inChinese = (text: string): string => `prd: 1\nname: shop\nlang: zh\n${text}`;
    const chinese = problemsOf(() => project.edit(inChinese(after))).find(
      (each) => each.code === code,
    );
    expect(chinese?.message).toMatch(/\p{Script=Han}/u);
    expect(chinese?.next?.match(LINE)).toEqual(one?.next?.match(LINE));
    project.remove();
  });

  test('a name dropped, returned and gone again needs the line a second time', () => {
    const project = new Project();
    project.edit(thing('t: int, u: int?'));
    project.edit(thing('t: int', 'drops: [Thing.u]\n'));
    project.edit(thing('t: int, u: int?', 'drops: [Thing.u]\n'));
    expect(problemsOf(() => project.edit(thing('t: int', 'drops: [Thing.u]\n')))[0]?.code).toBe(
      'evolution.vanished',
    );
    expect(project.edit(thing('t: int', 'drops: [Thing.u, Thing.u]\n')).migrations).toHaveLength(0);
    project.remove();
  });
});

interface Stopped {
  readonly name: string;
  readonly before: string;
  readonly rows: readonly string[];
  readonly after: string;
  readonly message: readonly (string | RegExp)[];
  /** What the owner does then, as he is told: to the rows, or in the PRD. */
  readonly then: { readonly sql: string } | { readonly prd: string };
}

const system = '"version", "created_at", "updated_at"';
const rows = (column: string, ...values: readonly string[]): readonly string[] =>
  values.map(
    (value) =>
      `insert into things (id, ${column}, ${system}) values (gen_random_uuid(), ${value}, 1, now(), now())`,
  );

const stopped: readonly Stopped[] = [
  {
    name: 'values that do not survive a cast',
    before: thing('t: string'),
    rows: rows('t', "'1'", "'one'", "'two'"),
    after: thing('t: int'),
    message: [/cannot become integer unchanged \(2\)/, 't: … backfill(expression)'],
    then: { prd: thing('t: int backfill(len(t))') },
  },
  {
    name: 'amounts that would be rounded',
    before: thing('t: decimal(10 4)'),
    rows: rows('t', '1.25', '1.255'),
    after: thing('t: decimal(10 2)'),
    message: [/\(1\)/],
    then: { sql: 'update things set t = round(t, 2)' },
  },
  {
    name: 'instants that would lose their time',
    before: thing('t: datetime'),
    rows: rows('t', "'2024-01-01T00:00:00Z'", "'2024-01-01T10:00:00Z'"),
    after: thing('t: date'),
    message: [/\(1\)/],
    then: {
      sql: `update things set t = date_trunc('day', t at time zone 'UTC') at time zone 'UTC'`,
    },
  },
  {
    name: 'numbers too large for the new type',
    before: thing('t: bigint'),
    rows: rows('t', '5', '5000000000'),
    after: thing('t: int'),
    message: [/\(1\)/],
    then: { sql: 'update things set t = 6 where t > 2147483647' },
  },
  {
    name: 'duplicates under a new unique',
    before: thing('t: string'),
    rows: rows('t', "'a'", "'a'", "'b'"),
    after: thing('t: string unique'),
    message: [/stand in more than one row \(1\)/, /group by "t"/],
    then: { sql: `update things set t = id::text where t = 'a'` },
  },
  {
    name: 'duplicates in another case under ci',
    before: thing('t: string unique'),
    rows: rows('t', "'a'", "'A'"),
    after: thing('t: string unique ci'),
    message: [/\(1\)/, /lower\("t"\)/],
    then: { sql: `update things set t = 'c' where t = 'A'` },
  },
  {
    name: 'values beyond a tightened bound',
    before: thing('t: int'),
    rows: rows('t', '5', '50'),
    after: thing('t: int <= 10'),
    message: [/break things_t_range \(1\)/],
    then: { sql: 'update things set t = 10 where t > 10' },
  },
  {
    name: 'times that overlap under a new rule against it',
    before: thing('room: int, from: datetime, to: datetime'),
    rows: rows(
      'room, "from", "to"',
      "1, '2024-01-01T10:00Z', '2024-01-01T12:00Z'",
      "1, '2024-01-01T11:00Z', '2024-01-01T13:00Z'",
      "2, '2024-01-01T11:00Z', '2024-01-01T13:00Z'",
    ),
    after: thing(
      'room: int, from: datetime, to: datetime',
      '    unique: [room + overlap(from to)]\n',
    ),
    message: [/rows of things overlap each other \(1\)/, 'overlap(…)'],
    then: { sql: `delete from things where room = 1 and "from" = '2024-01-01T11:00Z'` },
  },
  {
    name: 'text that is none of the values of an enum',
    before: thing('t: string'),
    rows: rows('t', "'red'", "'pink'"),
    after: thing('t: enum(red | blue)'),
    message: [/break things_t_known \(1\)/],
    then: { sql: `update things set t = 'red' where t = 'pink'` },
  },
  {
    name: 'orphans under a new reference',
    before: thing('t: uuid?') + other,
    rows: rows('t', 'gen_random_uuid()', 'null'),
    after: `${thing('t: -> Other?')}${other}`,
    message: [/lead by t_id to rows of others that are not there \(1\)/, 'orphans(delete)'],
    then: { prd: `${thing('t: -> Other? orphans(delete)')}${other}` },
  },
  {
    name: 'sets with more than one member',
    before: `${thing('t: int, o: "-> Other[]"')}${other}`,
    rows: [
      `insert into others (id, n, ${system}) select gen_random_uuid(), n::text, 1, now(), now() from generate_series(1, 2) as n`,
      ...rows('t', '1'),
      'insert into thing_o select things.id, others.id, row_number() over () from things, others',
    ],
    after: `${thing('t: int, o: "-> Other?"')}${other}`,
    message: [/more than one member \(1\)/],
    then: { sql: 'delete from thing_o where "position" > 1' },
  },
  {
    name: 'a table that no migration made',
    before: thing('t: int'),
    rows: ['create table others (x int)'],
    after: thing('t: int') + other,
    message: [/there is a table others that no migration made/],
    then: { sql: 'drop table others' },
  },
];

describe('by what the database holds', () => {
  test.each(stopped)('$name', async ({ before, rows: given, after, message, then }) => {
    await empty(db);
    const project = new Project();
    project.edit(before);
    const migrate = (): Promise<string[]> => runner.migrate(db, () => {}, project.folder);
    await migrate();
    for (const row of given) await query(db, row);
    const schema = await catalog(db);
    project.edit(after);
    const stop = await migrate().then(
      () => new Error('it was applied'),
      (one: unknown) => one as Error,
    );
    for (const part of message) expect(stop.message).toMatch(part);
    // Nothing is half-applied: only the helper that tried the casts may be there.
    const now = await catalog(db);
    expect(now.columns).toEqual(schema.columns);
    expect(now.others.filter((line) => !line.includes('is_castable'))).toEqual(schema.others);
    // The query shows what was counted, and what is told to be done lets the run go on.
    const [, count, sql = '', file = ''] =
      /\((\d+)\)\nsee them: (.*)\nwhat to do: .+\nrows: .* migrations\/(.*)\.sql\nthe PRD: after npx plop undo/.exec(
        stop.message,
      ) ?? [];
    expect(await query(db, sql)).toHaveLength(Number(count));
    if ('sql' in then) {
      project.write({ name: file, text: `${then.sql};\n` });
    } else {
      project.undo();
      project.edit(then.prd);
    }
    expect((await migrate()).length).toBeGreaterThan(0);
    expect(await migrate()).toEqual([]);
    project.remove();
  });
});

function problemsOf(work: () => unknown): DiagnosticError['diagnostics'] {
  try {
    work();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}
