import { afterAll, beforeAll, expect, test } from 'vitest';
import { DiagnosticError } from '../../src/diagnostic.ts';
import { embedded, empty, loadRunner, Project, query } from './world.ts';
import type { Db, Runner } from './world.ts';

let runner: Runner;
let db: Db;

beforeAll(async () => {
  runner = await loadRunner();
  db = embedded();
});
afterAll(() => db.destroy());

/** A legal value of each type, as SQL. */
const values: Readonly<Record<string, string>> = {
  string: `'1'`,
  text: `'1'`,
  int: '1',
  bigint: '1',
  float: '1',
  'decimal(10 2)': '1',
  money: '1',
  bool: 'true',
  date: `'2024-01-01'`,
  time: `'10:00'`,
  datetime: `'2024-01-01T00:00:00Z'`,
  duration: '1',
  uuid: `'00000000-0000-7000-8000-000000000001'`,
  email: `'a@b.ch'`,
  url: `'https://a.ch'`,
  phone: `'+41311234567'`,
  slug: `'a'`,
  json: `'{}'`,
  bytes: `'x'`,
  tz: `'Europe/Zurich'`,
  ip: `'127.0.0.1'`,
};
const names = Object.keys(values);

const versionOf = (types: readonly string[]): string =>
  `entities:\n${types.map((type, index) => `  T${index}x:\n    fields: { keep: int, v: "${type}" }\n`).join('')}`;

/**
 * Every scalar to every other: taken over, taken over once the rows have been asked, or refused
 * with the line to write. Never a failure of the database's own.
 */
test.each(names)('every scalar to %s', async (to) => {
  const asked: string[] = [];
  const allowed = names.filter((from) => {
    const project = new Project();
    project.edit(versionOf([from]));
    try {
      const { migrations } = project.edit(versionOf([to]));
      if (migrations.some((one) => one.kind === 'check')) asked.push(from);
      return true;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      expect(error.diagnostics.map((one) => one.code)).toEqual(['evolution.no_cast']);
      expect(error.diagnostics[0]?.next).toContain('backfill(expression)');
      return false;
    } finally {
      project.remove();
    }
  });
  await empty(db);
  const project = new Project();
  project.edit(versionOf(allowed));
  await runner.migrate(db, () => {}, project.folder);
  for (const [index, from] of allowed.entries()) {
    if (asked.includes(from)) continue;
    await query(
      db,
      `insert into t${index}xes (id, keep, v, version, created_at, updated_at) values (gen_random_uuid(), ${index}, ${values[from] ?? 'null'}, 1, now(), now())`,
    );
  }
  project.edit(versionOf(allowed.map(() => to)));
  await runner.migrate(db, () => {}, project.folder);
  for (const [index, from] of allowed.entries()) {
    const rows = asked.includes(from) ? [] : [{ keep: index }];
    const found = await query(db, `select keep from t${index}xes where v is not null`);
    expect(found, `${from} to ${to}`).toEqual(rows);
  }
  project.remove();
});
