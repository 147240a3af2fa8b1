/** Runs a project's migrations in a process of its own, so that it can be killed. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Runner } from './world.ts';

const [runner = '', folder = '', schema = '', url = ''] = process.argv.slice(2);
const { migrate } = (await import(runner)) as Runner;
const pool = new pg.Pool({
  connectionString: url,
  options: `-c search_path=${schema},public`,
});
const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
await migrate(db, (line) => process.stdout.write(`${line}\n`), new URL(folder));
await db.destroy();
