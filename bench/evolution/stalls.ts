import { setTimeout as sleep } from 'node:timers/promises';
import { ownDatabase, Project, query, serverDb } from '../../test/evolution/world.ts';
import type { Db, Runner } from '../../test/evolution/world.ts';
import { kinds } from './kinds.ts';
import type { Kind } from './kinds.ts';

/** Each kind of step on a full table, with a writer every 5 ms: the longest that it had to wait. */
export async function measureStalls(
  rows: number,
  runner: Runner,
  only: string,
  say: (line: string) => void,
): Promise<void> {
  say(`on ${rows} rows | worst stall, direct | worst stall, ours | ours takes`);
  for (const kind of kinds.filter(({ name }) => new RegExp(only).test(name))) {
    const direct = await measure(kind, rows, runner, async (db) => {
      for (const sql of kind.direct) await query(db, sql);
    });
    const safe = await measure(kind, rows, runner, async (db, project) => {
      project.edit(kind.after, { contract: kind.contract ?? false });
      await runner.migrate(db, () => {}, project.folder);
    });
    const seconds = (safe.ms / 1_000).toFixed(1);
    say(`${kind.name} | ${told(direct)} | ${told(safe)} | ${seconds} s`);
  }
}

interface Measured {
  readonly ms: number;
  readonly stall: number;
  /** Why the writer could not go on. */
  readonly failed: string | null;
}

function told({ stall, failed }: Measured): string {
  return failed === null ? `${stall} ms` : `${stall} ms, then ${failed}`;
}

async function measure(
  kind: Kind,
  rows: number,
  runner: Runner,
  work: (db: Db, project: Project) => Promise<void>,
): Promise<Measured> {
  const database = await ownDatabase();
  if (database === null) throw new Error('no PostgreSQL');
  const db = serverDb('public', undefined, database.url);
  const project = new Project();
  try {
    await fill(db, kind, rows, runner, project);
    const ids = await query(db, 'select id from things limit 500');
    const writing = { goes: true, stall: 0, failed: null };
    const writer = write(db, ids, writing);
    await sleep(200);
    writing.stall = 0;
    const started = Date.now();
    await work(db, project);
    const ms = Date.now() - started;
    writing.goes = false;
    await writer;
    return { ms, stall: writing.stall, failed: writing.failed };
  } finally {
    await db.destroy();
    await database.drop();
    project.remove();
  }
}

async function fill(
  db: Db,
  kind: Kind,
  rows: number,
  runner: Runner,
  project: Project,
): Promise<void> {
  project.edit(kind.before);
  await runner.migrate(db, () => {}, project.folder);
  await insert(db, 'others', 1_000, { id: otherOf('n'), n: 'n' });
  await insert(db, 'things', rows, {
    id: 'gen_random_uuid()',
    keep: `'row ' || n`,
    n: 'n',
    m: 'nullif(n % 3, 0)',
    r: otherOf('1'),
    k: `case when n % 2 = 0 then 'red' else 'blue' end`,
    other_id: otherOf('n % 1000 + 1'),
    position: 'n / 1000',
    ...kind.rows,
  });
  for (const sql of kind.more ?? []) await query(db, sql);
  if (kind.between !== undefined) {
    project.edit(kind.between);
    await runner.migrate(db, () => {}, project.folder);
  }
  await query(db, 'vacuum analyze things');
}

const otherOf = (number: string): string =>
  `('00000000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** What the table has columns for. */
async function insert(
  db: Db,
  table: string,
  rows: number,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const all: Readonly<Record<string, string>> = {
    version: '1',
    created_at: 'now()',
    updated_at: 'now()',
    shop_id: `'main'`,
    ...values,
  };
  const there = await query(
    db,
    `select attname::text as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0`,
  );
  const names = there.map(({ name }) => String(name)).filter((name) => name in all);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const given = names.map((name) => all[name]).join(', ');
  await query(
    db,
    `insert into ${table} (${columns}) select ${given} from generate_series(1, ${rows}) as n`,
  );
}

async function write(
  db: Db,
  ids: readonly Readonly<Record<string, unknown>>[],
  writing: { goes: boolean; stall: number; failed: string | null },
): Promise<void> {
  for (let turn = 0; writing.goes; turn += 1) {
    const started = performance.now();
    try {
      await query(db, `update things set keep = 'written' where id = $1`, [
        ids[turn % ids.length]?.['id'],
      ]);
    } catch (error) {
      writing.failed = error instanceof Error ? error.message : String(error);
      return;
    }
    writing.stall = Math.max(writing.stall, Math.round(performance.now() - started));
    await sleep(5);
  }
}
