import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const version = (number: number): string =>
  readFileSync(
    new URL(`../../fixtures/evolution/${String(number).padStart(2, '0')}.PRD.md`, import.meta.url),
    'utf8',
  );

const system = `1, '2024-01-01', '2024-01-01'`;
const person = '00000000-0000-7000-8000-000000000001';
const ticket = '00000000-0000-7000-8000-000000000002';

/** What the first customer wrote in version 1, seen through every version after it. */
const seen: Readonly<Record<number, readonly [string, unknown]>> = {
  1: ['select title as x from tickets', 'Printer on fire'],
  2: ['select kind as x from tickets', 'question'],
  3: ['select subject as x from tickets', 'Printer on fire'],
  4: ['select (key is not null) as x from tickets', true],
  5: ['select urgency as x from tickets', 'low'],
  6: ['select count(*)::int as x from comments', 1],
  7: ['select replies as x from tickets', 1],
  8: [`select first_name || ' ' || last_name as x from people`, 'Ada Lovelace -'],
  9: [`select kind || ' ' || status as x from tickets`, 'request onHold'],
  10: ['select count(*)::int as x from ticket_tags', 0],
  11: ['select person_id::text as x from ticket_reporters', person],
  12: ['select address_city as x from people', 'Bern'],
  13: ['select address_postcode as x from people', '3000'],
  14: ['select effort as x from tickets', 7],
  15: ['select effort::text as x from tickets', '7.00'],
  16: ['select urgency as x from tickets', 'normal'],
  17: ['select company_id as x from tickets', 'first'],
  18: ['select count(*)::int as x from audit_log', 0],
  19: ['select subject as x from tickets', 'Printer on fire'],
  20: ['select body as x from replies', 'Which floor?'],
};

/** What people do in a version before the next one comes. */
const done: Readonly<Record<number, string>> = {
  1: `with who as (insert into users (id, email, name, version, created_at, updated_at) values ('${person}', 'ada@example.com', 'Ada Lovelace', ${system}) returning id)
      insert into tickets (id, title, body, author_id, priority, status, version, created_at, updated_at) select '${ticket}', 'Printer on fire', 'help', id, 2, 'open', ${system} from who`,
  4: `update tickets set status = 'pending'`,
  6: `insert into comments (id, ticket_id, author_id, "text", version, created_at, updated_at) values (gen_random_uuid(), '${ticket}', '${person}', 'Which floor?', ${system})`,
  12: `update people set address_city = 'Bern', address_zip = '3000'`,
  14: 'update tickets set effort = 7',
};

/** Fields that changed their types stand in columns of other names until contract. */
function inColumns(sql: string, { snapshot }: Project): string {
  const waiting = Object.entries(snapshot?.waiting ?? {});
  return waiting.reduce(
    (text, [path, column]) => text.replaceAll(path.split('.')[1] ?? '', column),
    sql,
  );
}

test('twenty versions of a product, one row through all of them', async () => {
  await empty(db);
  const project = new Project();
  for (let number = 1; number <= 20; number += 1) {
    // Now and then what served the versions before goes.
    project.edit(version(number), { contract: number % 5 === 0 });
    await runner.migrate(db, () => {}, project.folder);
    // The row of version 1 exists after what version 1 did.
    const act = done[number];
    if (number === 1 || act !== undefined) await query(db, act ?? 'select');
    const [sql, want] = seen[number] ?? ['select null as x', null];
    if (number === 6) continue;
    const found = await query(db, inColumns(sql, project));
    expect(found, `version ${number}`).toEqual([{ x: want }]);
  }
  const last = version(20);
  project.edit(last, { contract: true });
  await runner.migrate(db, () => {}, project.folder);
  project.edit(last, { contract: true });
  await runner.migrate(db, () => {}, project.folder);
  expect(project.edit(last, { contract: true }).migrations).toEqual([]);
  const evolved = await catalog(db);
  await empty(db);
  const fresh = new Project();
  fresh.edit(last);
  await runner.migrate(db, () => {}, fresh.folder);
  const now = await catalog(db);
  expect(differences(evolved, now)).toEqual([]);
  // After two contracts nothing is kept aside any more.
  expect(evolved.columns).toEqual(now.columns);
  project.remove();
  fresh.remove();
});

test('versions may be skipped', async () => {
  await empty(db);
  const project = new Project();
  for (const number of [1, 7, 13, 20]) {
    project.edit(version(number));
    await runner.migrate(db, () => {}, project.folder);
    if (number === 1) await query(db, done[1] ?? '');
  }
  const sql = inColumns('select subject, kind, urgency, company_id from tickets', project);
  expect(await query(db, sql)).toEqual([
    { subject: 'Printer on fire', kind: 'request', urgency: 'normal', company_id: 'first' },
  ]);
  project.remove();
});
