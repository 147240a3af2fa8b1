import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoted } from '../../src/emit/sql/text.ts';
import type { Snapshot } from '../../src/evolution/index.ts';
import { catalog, differences } from './catalog.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

/** Events, numbers, sessions, history and kept answers: every table that serves a feature. */
const text = `stack: { auth: jwt }
principal: User
access: { read: admin, write: admin }
roles: { admin: runs it }
entities:
  User:
    audit: full
    fields:
      email: email unique
      password: password
      number: string(20) unique readonly sequence("U-{n:5}")
    states: open | closed
    moves: { close: open -> closed }
    commands:
      close: { by: admin, emits: UserClosed, idempotent: true }
events:
  UserClosed: { data: [id, email] }
`;

const entities = ['users'];

type Tables = Snapshot['database']['tables'];

/** The tables of features, as a generator made them that knew less. */
function kernel(snapshot: Snapshot | null): Tables {
  return (snapshot?.database.tables ?? []).filter((one) => !entities.includes(one.name));
}

/** Everything that may be missing: no key. */
function laterColumns(table: Tables[number]): readonly string[] {
  return table.columns
    .map((one) => one.name)
    .filter((name) => !table.primaryKey.columns.includes(name));
}

function without(snapshot: Snapshot, columns: ReadonlyMap<string, readonly string[]>): Snapshot {
  const copy = structuredClone(snapshot);
  for (const table of copy.database.tables) {
    const gone = columns.get(table.name) ?? [];
    const reads = (definition: string): boolean =>
      gone.some((name) => definition.includes(quoted(name)));
    table.columns = table.columns.filter((one) => !gone.includes(one.name));
    table.constraints = table.constraints.filter((one) => !reads(one.definition));
    table.indexes = table.indexes.filter((one) => !reads(one.definition));
  }
  return copy;
}

test('a newer generator keeps more in the tables of features: no word of the PRD is asked for', async () => {
  await empty(db);
  const project = new Project();
  project.edit(text);
  await runner.migrate(db, () => {}, project.folder);
  const tables = kernel(project.snapshot);
  expect(tables.map((one) => one.name).sort()).toMatchInlineSnapshot(`
    [
      "audit_log",
      "event_retries",
      "idempotency_keys",
      "inbox",
      "outbox",
      "sequences",
      "sessions",
    ]
  `);
  const gone = new Map(tables.map((one) => [one.name, laterColumns(one)]));
  for (const [table, columns] of gone) {
    for (const column of columns) {
      await query(db, `alter table ${quoted(table)} drop column ${quoted(column)} cascade`);
    }
    const [key] = tables.find((one) => one.name === table)?.primaryKey.columns ?? [];
    const isGiven = !tables
      .find((one) => one.name === table)
      ?.columns.some((one) => one.name === key && one.identity);
    if (isGiven) await addRow(tables, table);
    else await query(db, `insert into ${quoted(table)} default values`);
  }
  if (project.snapshot === null) throw new Error('no snapshot');
  project.snapshot = without(project.snapshot, gone);
  expect(project.edit(text).migrations.length).toBeGreaterThan(0);
  // Nobody can tell whose rows those were: they have to go first.
  const owned = tables.filter(({ name }) => leadsOut(tables, name));
  expect(owned.map(({ name }) => name)).toEqual(['sessions']);
  await expect(runner.migrate(db, () => {}, project.folder)).rejects.toThrow(
    /rows of sessions were written before .* \(1\)/,
  );
  await query(db, 'delete from sessions');
  await runner.migrate(db, () => {}, project.folder);
  for (const { name } of tables) {
    if (leadsOut(tables, name)) continue;
    expect(await query(db, `select count(*)::int as rows from ${quoted(name)}`)).toEqual([
      { rows: 1 },
    ]);
  }
  project.edit(text, { contract: true });
  await runner.migrate(db, () => {}, project.folder);
  const evolved = await catalog(db);
  await empty(db);
  const fresh = new Project();
  fresh.edit(text);
  await runner.migrate(db, () => {}, fresh.folder);
  expect(differences(evolved, await catalog(db))).toEqual([]);
  project.remove();
  fresh.remove();
});

/** Whether its rows belong to rows of the product. */
function leadsOut(tables: Tables, name: string): boolean {
  const table = tables.find((one) => one.name === name);
  return table?.constraints.some((one) => one.kind === 'foreign') === true;
}

/** Only its key: all else is what the newer generator brings. */
async function addRow(tables: Tables, name: string): Promise<void> {
  const table = tables.find((one) => one.name === name);
  const keys = table?.primaryKey.columns ?? [];
  const values = keys.map((key) => {
    const type = table?.columns.find((one) => one.name === key)?.sqlType;
    return type === 'uuid' ? 'gen_random_uuid()' : type === 'text' ? "'x'" : '1';
  });
  await query(
    db,
    `insert into ${quoted(name)} (${keys.map(quoted).join(', ')}) values (${values.join(', ')})`,
  );
}

test('a newer generator keeps a thing in another type', async () => {
  await empty(db);
  const project = new Project();
  project.edit(text);
  await runner.migrate(db, () => {}, project.folder);
  const tables = kernel(project.snapshot);
  const outbox = tables.find((one) => one.name === 'outbox');
  if (outbox === undefined || project.snapshot === null) throw new Error('no outbox');
  await query(db, 'alter table outbox alter column subject type text');
  await query(
    db,
    `insert into outbox (id, type, subject, data, occurred_at) values (gen_random_uuid(), 'x', gen_random_uuid(), '{}', now())`,
  );
  const older = structuredClone(project.snapshot);
  for (const one of older.database.tables) {
    if (one.name !== 'outbox') continue;
    one.columns = one.columns.map((each) =>
      each.name === 'subject' ? { ...each, sqlType: 'text' } : each,
    );
  }
  project.snapshot = older;
  project.edit(text);
  await runner.migrate(db, () => {}, project.folder);
  expect(await query(db, 'select pg_typeof(subject)::text as type from outbox')).toEqual([
    { type: 'uuid' },
  ]);
  project.remove();
});
