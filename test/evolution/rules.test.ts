import { describe, expect, test } from 'vitest';
import type { Migration } from '../../src/evolution/index.ts';
import { BATCH } from '../../src/evolution/steps/batch.ts';
import { edits } from './edits.ts';
import { guardedEdits } from './guarded-edits.ts';
import { tenantEdits } from './tenant-edits.ts';
import { Project } from './world.ts';

/** Every migration after the first that the edits of the table lead to, contracts included. */
const later: readonly Migration[] = [...edits, ...guardedEdits, ...tenantEdits].flatMap(
  ({ from, before, after, known }) => {
    const project = new Project();
    if (from !== undefined) project.edit(from);
    project.edit(before);
    if (known !== undefined) project.know(known);
    const migrations = [false, true, true].flatMap(
      (contract) => project.edit(after, { contract }).migrations,
    );
    project.remove();
    return migrations;
  },
);

interface Statement {
  readonly sql: string;
  readonly migration: Pick<Migration, 'kind' | 'planned' | 'text' | 'transaction'>;
}

/** Statements on tables that hold rows: those of a table made in the same file can hurt nobody. */
const statements: readonly Statement[] = later.flatMap((migration) => {
  const fresh = [...migration.text.matchAll(/^create table ("[^"]+") (?:\(|as)/gm)].map(
    ([, table = '']) => table,
  );
  const isFresh = (sql: string): boolean =>
    fresh.some((table) =>
      new RegExp(`^(create table|alter table|create (unique )?index "[^"]+" on) ${table}`).test(
        sql,
      ),
    );
  return migration.text
    .replaceAll(/\$\$[^]*?\$\$/g, "'a body'")
    .split(/;\n/)
    .map((text) => text.replaceAll(/^--.*\n|^\s+/gm, '').trim())
    .filter((sql) => sql !== '' && !isFresh(sql))
    .map((sql) => ({ sql, migration }));
});

interface Rule {
  readonly name: string;
  /** Statements that it is about: there must be some. */
  readonly about: RegExp;
  readonly breaks: (statement: Statement) => boolean;
  /** What breaks it. */
  readonly unsafe: string;
}

const isContract = ({ migration }: Statement): boolean => migration.kind === 'contract';

/** The 20 that strong_migrations checks for PostgreSQL, in its words and order, and its best practice. */
const rules: readonly Rule[] = [
  {
    name: 'removing a column: only by contract',
    about: /drop column/,
    breaks: (one) => /drop column/.test(one.sql) && !isContract(one),
    unsafe: 'alter table "things" drop column "n"',
  },
  {
    name: 'changing the type of a column: in place only where no row is written anew',
    about: /alter column \S+ type/,
    breaks: ({ sql }) =>
      /alter column \S+ type/.test(sql) && !/ type numeric\(\d+, \d+\)$/.test(sql),
    unsafe: 'alter table "things" alter column "n" type bigint',
  },
  {
    name: 'renaming a column: by contract, or where both names cannot stand beside each other',
    about: /rename column/,
    breaks: (one) => /rename column/.test(one.sql) && !isContract(one) && !isRenamedWithCause(one),
    unsafe: 'alter table "things" rename column "title" to "name"',
  },
  {
    name: 'renaming a table: the old name stays as a view until contract',
    about: /^alter table "\w+" rename to/,
    breaks: (one) => {
      const [, old] = /^alter table ("\w+") rename to/.exec(one.sql) ?? [];
      return old !== undefined && !isContract(one) && !hasView(one, old);
    },
    unsafe: 'alter table "things" rename to "items"',
  },
  {
    name: 'creating a table with the force option: none is dropped to make room',
    about: /^drop table/,
    breaks: (one) =>
      /drop table|drop .* cascade$|create or replace table/.test(one.sql) && !isContract(one),
    unsafe: 'drop table if exists "things" cascade',
  },
  {
    name: 'adding an auto-incrementing column: never',
    about: /add column/,
    breaks: ({ sql }) => /add column .*(serial|as identity)/.test(sql),
    unsafe: 'alter table "things" add column "n" bigserial',
  },
  {
    name: 'adding a stored generated column: never',
    about: /add column/,
    breaks: ({ sql }) => /add column .*generated always as \(/.test(sql),
    unsafe: 'alter table "things" add column "n" integer generated always as (m + 1) stored',
  },
  {
    name: 'adding a foreign key: not valid first',
    about: /add constraint "[^"]+" foreign key/,
    breaks: ({ sql }) => /foreign key/.test(sql) && !/not valid$/.test(sql),
    unsafe: 'alter table "things" add constraint "f" foreign key ("o") references "others" ("id")',
  },
  {
    name: 'adding a check constraint: not valid first',
    about: /add constraint "[^"]+" check/,
    breaks: ({ sql }) => /add constraint "[^"]+" check/.test(sql) && !/not valid$/.test(sql),
    unsafe: 'alter table "things" add constraint "c" check ("n" > 0)',
  },
  {
    name: 'executing SQL directly: only in files of the owner, which hold nothing of ours',
    about: /./,
    breaks: ({ migration }) => migration.kind === 'owner' || migration.planned === 'once',
    unsafe: 'update "things" set "n" = 1',
  },
  {
    name: 'backfilling data: in batches, outside the transaction of a schema change',
    about: /^update/,
    breaks: ({ sql, migration }) => {
      const isData = /^(update|delete|with|insert)/.test(sql) && migration.kind !== 'seed';
      const isInBatches =
        migration.kind === 'backfill' && !migration.transaction && sql.includes(BATCH);
      // A row a sequence.
      return isData && !isInBatches && !/^update "sequences"/.test(sql);
    },
    unsafe: 'update "things" set "n" = 1',
  },
  {
    name: 'adding an index non-concurrently: never, and never in a transaction',
    about: /^create (unique )?index concurrently/,
    breaks: ({ sql, migration }) =>
      /^create (unique )?index/.test(sql) &&
      (!/index concurrently/.test(sql) || migration.transaction),
    unsafe: 'create index "i" on "things" ("n")',
  },
  {
    name: 'adding a reference: column, constraint and index apart',
    about: /add column "\w+_id" uuid/,
    breaks: ({ sql }) => /add column .*references/.test(sql),
    unsafe: 'alter table "things" add column "o_id" uuid references "others" ("id")',
  },
  {
    name: 'adding a unique constraint: using an index that is there',
    about: /add constraint "[^"]+" unique/,
    breaks: ({ sql }) =>
      /add constraint "[^"]+" (unique|primary key)/.test(sql) &&
      !/using index/.test(sql) &&
      !/^alter table "sequences"/.test(sql),
    unsafe: 'alter table "things" add constraint "u" unique ("n")',
  },
  {
    name: 'adding an exclusion constraint: alone in its file, with its lock above it',
    about: /add constraint "[^"]+" exclude/,
    breaks: ({ sql, migration }) =>
      / exclude using /.test(sql) &&
      !/\(ACCESS EXCLUSIVE while the table is read\)\nalter table [^\n]* exclude/.test(
        migration.text,
      ),
    unsafe: 'alter table "things" add constraint "e" exclude using gist ("n" with =)',
  },
  {
    name: 'adding a json column: jsonb',
    about: /add column .* jsonb/,
    breaks: ({ sql }) => /add column "[^"]+" json\b/.test(sql),
    unsafe: 'alter table "things" add column "n" json',
  },
  {
    name: 'adding a column with a volatile default: never in one statement',
    about: /add column .* default /,
    // The time of the transaction is one and the same for all rows.
    breaks: ({ sql }) => /add column .* default (?!now\(\)|\(now\(\))\S*\(/.test(sql),
    unsafe: 'alter table "things" add column "n" uuid not null default gen_random_uuid()',
  },
  {
    name: 'setting NOT NULL on an existing column: after a check that was validated',
    about: /set not null/,
    breaks: ({ sql, migration }) => {
      const [, table, column] =
        /^alter table (\S+) alter column (\S+) set not null$/.exec(sql) ?? [];
      if (table === undefined || column === undefined) return false;
      return migration.kind !== 'switch' || !isChecked(table, column);
    },
    unsafe: 'alter table "things" alter column "never" set not null',
  },
  {
    name: 'renaming an enum value: values are text, and both are allowed meanwhile',
    about: /add constraint "\w+__both" check \(\(.* in \(.*\)\) or \(.* in \(.*\)\)\) not valid/,
    breaks: ({ sql }) => /^(alter|create) type/.test(sql),
    unsafe: `alter type "status" rename value 'done' to 'completed'`,
  },
  {
    name: 'renaming a schema: never',
    about: /./,
    breaks: ({ sql }) => /^alter schema/.test(sql),
    unsafe: 'alter schema "one" rename to "two"',
  },
  {
    name: 'keeping non-unique indexes to three columns or less: only the PRD asks for more',
    about: /^create index/,
    breaks: ({ sql }) =>
      /^create index/.test(sql) && (/\(([^()]*)\)/.exec(sql)?.[1]?.split(',').length ?? 0) > 3,
    unsafe: 'create index concurrently "i" on "things" ("a", "b", "c", "d")',
  },
];

/** A new column of ours takes its place, the view under the table's old name has the old one, it steps aside, or the docs say to stop old processes. */
function isRenamedWithCause({ sql, migration }: Statement): boolean {
  const [, from = '', to = ''] = /rename column "([^"]+)" to "([^"]+)"/.exec(sql) ?? [];
  const isInView = migration.text.includes(`"${to}" as "${from}"`);
  return /__\d{4}$/.test(to) || /__new$/.test(from) || isInView || from === 'shop_id';
}

/** Where the name is free again; what steps aside for another of its name leaves none. */
function hasView({ migration, sql }: Statement, old: string): boolean {
  return /rename to "\w+__\d{4}"$/.test(sql) || migration.text.includes(`create view ${old}`);
}

function isChecked(table: string, column: string): boolean {
  return later.some(({ text }) => {
    const [, name] =
      new RegExp(
        `alter table ${table} add constraint (\\S+) check \\(${column} is not null\\) not valid`,
      ).exec(text) ?? [];
    return (
      name !== undefined &&
      later.some(
        ({ kind, text: other }) =>
          kind === 'validate' &&
          other.includes(`alter table ${table} validate constraint ${name};`),
      )
    );
  });
}

describe('rules of safe migrations', () => {
  test.each(rules)('$name', ({ about, breaks, unsafe }) => {
    expect(statements.filter(({ sql }) => about.test(sql)).length).toBeGreaterThan(0);
    expect(statements.filter(breaks).map(({ sql }) => sql)).toEqual([]);
    const migration = {
      kind: 'expand',
      planned: 'once',
      text: `${unsafe};\n`,
      transaction: true,
    } as const;
    expect(breaks({ sql: unsafe, migration })).toBe(true);
  });
});
