import { setTimeout as sleep } from 'node:timers/promises';
import { Project, query, server } from '../../test/evolution/world.ts';
import type { Db, Runner } from '../../test/evolution/world.ts';

interface Kind {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** What one would write by hand. */
  readonly direct: readonly string[];
}

const thing = (fields: string, more = ''): string =>
  `entities:\n  Thing:\n    fields: { keep: string, n: int, m: int?, r: uuid?, k: "enum(red | blue)"${fields} }\n${more}  Other:\n    fields: { n: string }\n`;
const kinds: readonly Kind[] = [
  {
    name: 'index',
    before: thing(''),
    after: thing('').replace('n: int,', 'n: int index,'),
    direct: ['create index on things (n)'],
  },
  {
    name: 'unique',
    before: thing(''),
    after: thing('').replace('n: int,', 'n: int unique,'),
    direct: ['alter table things add constraint u unique (n)'],
  },
  {
    name: 'required, constant default',
    before: thing(''),
    after: thing(', x: int = 5'),
    direct: ['alter table things add column x int not null default 5'],
  },
  {
    name: 'required, volatile default',
    before: thing(''),
    after: thing(', x: uuid = uuid()'),
    direct: ['alter table things add column x uuid not null default gen_random_uuid()'],
  },
  {
    name: 'optional to required',
    before: thing(''),
    after: thing('').replace('m: int?', 'm: int = 0'),
    direct: [
      'update things set m = 0 where m is null',
      'alter table things alter column m set not null',
    ],
  },
  {
    name: 'int to bigint',
    before: thing(''),
    after: thing('').replace('n: int,', 'n: bigint,'),
    direct: ['alter table things alter column n type bigint'],
  },
  {
    name: 'int to text',
    before: thing(''),
    after: thing('').replace('n: int,', 'n: string,'),
    direct: ['alter table things alter column n type text'],
  },
  {
    name: 'field renamed',
    before: thing(''),
    after: thing('').replace('n: int,', 'count: int was(n),'),
    direct: ['alter table things rename column n to count'],
  },
  {
    name: 'enum value renamed',
    before: thing(''),
    after: `${thing('').replace('red', 'rouge')}renames: [Thing.k.red -> Thing.k.rouge]\n`,
    direct: [
      'alter table things drop constraint things_k_known',
      `update things set k = 'rouge' where k = 'red'`,
      `alter table things add constraint things_k_known check (k in ('rouge', 'blue'))`,
    ],
  },
  {
    name: 'bound tightened',
    before: thing(''),
    after: thing('').replace('n: int,', 'n: int <= 2000000,'),
    direct: ['alter table things add constraint b check (n <= 2000000)'],
  },
  {
    name: 'reference on a column with values',
    before: thing(''),
    after: thing('').replace('r: uuid?', 'r: "-> Other?"'),
    direct: [
      'alter table things add constraint f foreign key (r) references others (id)',
      'create index on things (r)',
    ],
  },
];

/** Each kind of step on a full table, with a writer every 5 ms: the longest that it had to wait. */
export async function measureStalls(
  rows: number,
  runner: Runner,
  only: string,
  say: (line: string) => void,
): Promise<void> {
  say(`on ${rows} rows | worst stall, direct | worst stall, ours | ours takes`);
  for (const kind of kinds.filter(({ name }) => name.includes(only))) {
    const direct = await measure(kind, rows, runner, async (db) => {
      for (const sql of kind.direct) await query(db, sql);
    });
    const safe = await measure(kind, rows, runner, async (db, project) => {
      project.edit(kind.after);
      await runner.migrate(db, () => {}, project.folder);
    });
    const seconds = (safe.ms / 1_000).toFixed(1);
    say(`${kind.name} | ${direct.stall} ms | ${safe.stall} ms | ${seconds} s`);
  }
}

async function measure(
  kind: Kind,
  rows: number,
  runner: Runner,
  work: (db: Db, project: Project) => Promise<void>,
): Promise<{ readonly stall: number; readonly ms: number }> {
  const db = await server();
  if (db === null) throw new Error('no PostgreSQL');
  const project = new Project();
  project.edit(kind.before);
  await runner.migrate(db, () => {}, project.folder);
  await query(
    db,
    `insert into others (id, n, version, created_at, updated_at) values ('00000000-0000-7000-8000-000000000001', 'o', 1, now(), now())`,
  );
  await query(
    db,
    `insert into things (id, keep, n, m, r, k, version, created_at, updated_at)
        select gen_random_uuid(), 'row ' || n, n, nullif(n % 3, 0), '00000000-0000-7000-8000-000000000001', case when n % 2 = 0 then 'red' else 'blue' end, 1, now(), now()
        from generate_series(1, ${rows}) as n`,
  );
  await query(db, 'analyze things');
  const ids = await query(db, 'select id from things limit 500');
  const writing = { goes: true, stall: 0 };
  const writer = write(db, ids, writing);
  await sleep(200);
  writing.stall = 0;
  const started = Date.now();
  await work(db, project);
  const ms = Date.now() - started;
  writing.goes = false;
  await writer;
  await db.destroy();
  project.remove();
  return { stall: writing.stall, ms };
}

async function write(
  db: Db,
  ids: readonly Readonly<Record<string, unknown>>[],
  writing: { goes: boolean; stall: number },
): Promise<void> {
  for (let turn = 0; writing.goes; turn += 1) {
    const started = performance.now();
    await query(db, `update things set keep = 'written' where id = $1`, [
      ids[turn % ids.length]?.['id'],
    ]);
    writing.stall = Math.max(writing.stall, Math.round(performance.now() - started));
    await sleep(5);
  }
}
