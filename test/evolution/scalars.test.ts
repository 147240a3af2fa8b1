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

/**
 * Every scalar to every other: allowed and the rows are there, stopped by rows that would not
 * survive, or refused with the line to write. Never a failure of the database's own.
 */
test.each(names)('every scalar to %s', async (to) => {
  const outcomes: Record<string, string> = {};
  for (const [index, from] of names.entries()) {
    if (from === to) continue;
    await empty(db);
    const project = new Project();
    const only = (type: string): string => `entities:\n  T:\n    fields: { keep: int, v: "${type}" }\n`;
    project.edit(only(from));
    await runner.migrate(db, () => {}, project.folder);
    await query(
      db,
      `insert into ts (id, keep, v, version, created_at, updated_at) values (gen_random_uuid(), ${index}, ${values[from] ?? 'null'}, 1, now(), now())`,
    );
    try {
      project.edit(only(to));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      expect(error.diagnostics.map((one) => one.code)).toEqual(['evolution.no_cast']);
      expect(error.diagnostics[0]?.next).toContain('backfill(expression)');
      outcomes[from] = 'refused';
      project.remove();
      continue;
    }
    const error = await runner.migrate(db, () => {}, project.folder).then(
      () => null,
      (one: unknown) => (one as Error).message,
    );
    if (error !== null) expect(error, `${from} to ${to}`).toMatch(/\(1\)\nsee them: select/);
    else expect(await query(db, 'select keep from ts where v is not null')).toEqual([{ keep: index }]);
    outcomes[from] = error === null ? 'allowed' : 'stopped';
    project.remove();
  }
  expect(Object.keys(outcomes)).toHaveLength(names.length - 1);
});
