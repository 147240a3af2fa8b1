import { describe, expect, test } from 'vitest';
import type { Migration } from '../../src/evolution/index.ts';
import { BATCH } from '../../src/evolution/steps/batch.ts';
import { edits } from './edits.ts';
import { Project } from './world.ts';

/** Every migration after the first that the edits of the table lead to, contracts included. */
const later: readonly Migration[] = edits.flatMap(({ before, after }) => {
  const project = new Project();
  project.edit(before);
  const expand = project.edit(after).migrations;
  const contract = project.edit(after, { contract: true }).migrations;
  project.remove();
  return [...expand, ...contract];
});

interface Statement {
  readonly sql: string;
  readonly migration: Migration;
}

/** Statements on tables that hold rows: those of a table made in the same file can hurt nobody. */
const statements: readonly Statement[] = later.flatMap((migration) => {
  const fresh = [...migration.text.matchAll(/^create table ("[^"]+") (?:\(|as)/gm)].map(
    ([, table = '']) => table,
  );
  return migration.text
    .split(/;\n/)
    .map((text) => text.replaceAll(/^--.*\n|^\s+/gm, '').trim())
    .filter(
      (sql) =>
        sql !== '' &&
        !fresh.some((table) =>
          new RegExp(`^(create table|alter table|create (unique )?index "[^"]+" on) ${table}`).test(
            sql,
          ),
        ),
    )
    .map((sql) => ({ sql, migration }));
});

const matching = (pattern: RegExp): readonly Statement[] =>
  statements.filter(({ sql }) => pattern.test(sql));

/** What strong_migrations checks for PostgreSQL: never generated, or only in the safe form. */
describe('rules of safe migrations', () => {
  test('removing a column: only by contract', () => {
    const found = matching(/drop column/);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ migration }) => migration.kind === 'contract')).toBe(true);
  });

  test('dropping a table: only by contract', () => {
    const found = matching(/^drop table/);
    expect(found.every(({ migration }) => migration.kind === 'contract')).toBe(true);
  });

  test('changing a type: in place only where no row is written anew', () => {
    const found = matching(/alter column \S+ type/);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ sql }) => / type numeric\(\d+, \d+\)$/.test(sql))).toBe(true);
  });

  test('renaming a column: never but for a line of the PRD, a swap or a contract', () => {
    const words = edits.filter(({ after }) => /renames:|was\(/.test(after));
    const plain = edits.filter((one) => !words.includes(one));
    for (const { before, after } of plain) {
      const project = new Project();
      project.edit(before);
      const text = project
        .edit(after)
        .migrations.filter((one) => one.kind === 'expand')
        .map((one) => one.text)
        .join('\n');
      const renamed = [...text.matchAll(/rename column "([^"]+)" to "([^"]+)"/g)];
      // An owned child's parent, a column that steps aside.
      for (const [, from, to] of renamed) expect(`${from} ${to}`).toMatch(/ .*__\d{4}$|_id /);
      project.remove();
    }
  });

  test('renaming a table: the old name stays as a view', () => {
    const renames = later.filter(
      ({ kind, text }) =>
        kind === 'expand' && /alter table "(\w+)" rename to "(?!\w+__\d{4}")/.test(text),
    );
    expect(renames.length).toBeGreaterThan(0);
    for (const { text } of renames) {
      const [, from = ''] = /alter table "(\w+)" rename to/.exec(text) ?? [];
      expect(text).toContain(`create view "${from}"`);
    }
  });

  test('creating a table over another: never', () => {
    expect(
      matching(/create or replace table|drop table if exists|cascade;?$/).filter(
        ({ sql }) => !/on delete cascade/.test(sql),
      ),
    ).toEqual([]);
  });

  test('adding an auto-increment or stored generated column: never', () => {
    expect(matching(/add column .*(serial|generated)/)).toEqual([]);
  });

  test('adding a check constraint: not valid first, validated in another file', () => {
    const found = matching(/add constraint "[^"]+" check/);
    expect(found.length).toBeGreaterThan(0);
    for (const { sql } of found) expect(sql).toMatch(/not valid$/);
    expect(
      later.some(({ kind, text }) => kind !== 'validate' && /validate constraint/.test(text)),
    ).toBe(false);
  });

  test('executing SQL directly: only in files of the owner', () => {
    expect(later.every(({ kind, planned }) => (kind === 'owner') === (planned === 'once'))).toBe(
      true,
    );
  });

  test('backfilling: in batches, outside the transaction of a schema change', () => {
    const found = statements.filter(({ sql }) => /^(update|delete|with "gone")/.test(sql));
    expect(found.length).toBeGreaterThan(0);
    for (const { sql, migration } of found) {
      if (migration.kind === 'seed' || /^update "sequences"/.test(sql)) continue;
      expect(migration.kind).toBe('backfill');
      expect(migration.transaction).toBe(false);
      expect(sql).toContain(BATCH);
    }
  });

  test('adding an index: concurrently, outside a transaction', () => {
    const found = matching(/^create (unique )?index/);
    expect(found.length).toBeGreaterThan(0);
    for (const { sql, migration } of found) {
      expect(sql).toMatch(/index concurrently/);
      expect(migration.transaction).toBe(false);
    }
  });

  test('adding a reference: column, constraint and index apart', () => {
    expect(matching(/add column .*references/)).toEqual([]);
  });

  test('adding a foreign key: not valid first', () => {
    const found = matching(/add constraint "[^"]+" foreign key/);
    expect(found.length).toBeGreaterThan(0);
    for (const { sql } of found) expect(sql).toMatch(/not valid$/);
  });

  test('adding a unique constraint: using an index that is there', () => {
    const found = matching(/add constraint "[^"]+" (unique|primary key)/);
    expect(found.length).toBeGreaterThan(0);
    for (const { sql } of found) expect(sql).toMatch(/using index/);
  });

  test('adding an exclusion constraint: told in the plan with its lock', () => {
    const project = new Project();
    const fields =
      'entities:\n  Slot:\n    fields: { room: string, from: datetime, to: datetime }\n';
    project.edit(fields);
    const { plan } = project.edit(`${fields}    unique: [room + overlap(from to)]\n`);
    expect(plan.some((step) => step.lock === 'ACCESS EXCLUSIVE while the table is read')).toBe(
      true,
    );
    project.remove();
  });

  test('a json column: jsonb', () => {
    expect(matching(/\bjson\b(?!b)/)).toEqual([]);
  });

  test('setting NOT NULL: after a validated check', () => {
    const found = matching(/set not null/);
    expect(found.length).toBeGreaterThan(0);
    for (const { sql, migration } of found) {
      const [, table = '', column = ''] =
        /^alter table (\S+) alter column (\S+) set not null$/.exec(sql) ?? [];
      expect(migration.kind).toBe('switch');
      const checked = statements.some(
        ({ sql: one }) =>
          one.startsWith(`alter table ${table} add constraint`) &&
          one.includes(`check (${column} is not null) not valid`),
      );
      expect(checked, sql).toBe(true);
    }
  });

  test('a column with a volatile default: never in one statement', () => {
    expect(matching(/add column .* default (?!now\(\)|\(now\(\))\S*\(/)).toEqual([]);
  });

  test('renaming a schema: never', () => {
    expect(matching(/alter schema/)).toEqual([]);
  });

  test('an index on more than three columns: only when the PRD names them', () => {
    for (const { sql } of matching(/^create index/)) {
      expect(/\(([^()]*)\)/.exec(sql)?.[1]?.split(',').length ?? 0).toBeLessThanOrEqual(3);
    }
  });

  test('locks: no file holds an index build or a batch together with a table lock', () => {
    for (const { transaction, text } of later) {
      if (transaction) expect(text).not.toMatch(/concurrently|-- batch:/);
    }
  });
});
