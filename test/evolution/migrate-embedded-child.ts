/** Runs a project's migrations on an embedded database, and dies at the first place that no run before it died at. */
import { readFileSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import type { Transaction } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import { everyKind, everyPlace, isDue } from './places.ts';
import type { Runner } from './world.ts';

const [runner = '', folder = '', data = '', name = '', file = ''] = process.argv.slice(2);
const keyOf = name === everyKind.name ? everyKind : everyPlace;
const places = { keyOf, known: new Set(JSON.parse(readFileSync(file, 'utf8')) as string[]) };
let last = '';

function dieOnce(query: string, given: unknown): void {
  const values = JSON.stringify(given ?? []);
  const place = { last, query, values, midway: false };
  last = query + values;
  if (!isDue(places, place)) return;
  writeFileSync(file, JSON.stringify([...places.known]));
  process.kill(process.pid, 'SIGKILL');
}

class Mortal extends PGlite {
  override query: PGlite['query'] = (query, ...more) => {
    dieOnce(query, more[0]);
    return super.query(query, ...more);
  };

  override transaction<Result>(work: (trx: Transaction) => Promise<Result>): Promise<Result> {
    return super.transaction(async (trx) => {
      const query: Transaction['query'] = (text, ...more) => {
        dieOnce(text, more[0]);
        return trx.query(text, ...more);
      };
      const result = await work({ ...trx, query });
      dieOnce('commit', []);
      return result;
    });
  }
}

const { migrate } = (await import(runner)) as Runner;
const pglite = new Mortal(data, { extensions: { pg_trgm, btree_gist } });
await pglite.waitReady;
const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
await migrate(db, () => {}, new URL(folder));
await db.destroy();
