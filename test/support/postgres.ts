import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The server that tests may make databases on; `.ci/run` starts one. */
const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Whether it answers. In CI a missing server is a failure and never a skipped test. */
export async function hasPostgres(): Promise<boolean> {
  try {
    await onServer('select 1');
    return true;
  } catch (cause) {
    if (process.env['CI'] === 'true') {
      throw new Error(`no PostgreSQL at ${server}: set TEST_DATABASE_URL`, { cause });
    }
    return false;
  }
}

/** A new and empty database, under a name that no other run has ever used; its URL. */
export async function makeDatabase(name: string): Promise<string> {
  const own = `test_${name.replaceAll(/\W/g, '_')}_${randomUUID().slice(0, 8)}`;
  await onServer(`create database "${own}"`);
  const url = new URL(server);
  url.pathname = `/${own}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(`drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`);
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
