import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { template } from '../../src/emit/template.ts';
import { planMigrations, waitingNames, withWaiting } from '../../src/evolution/index.ts';
import type { Evolution, Migration, Snapshot } from '../../src/evolution/index.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Model } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';
import type { Document } from '../../src/prd/index.ts';
import { DiagnosticError } from '../../src/diagnostic.ts';

export type Db = Kysely<unknown>;
export type Row = Readonly<Record<string, unknown>>;

const scratch = new URL('../../.cache/evolution/', import.meta.url);

export interface Runner {
  migrate(db: Db, say: (line: string) => void, files: URL): Promise<string[]>;
  migrationStatus(
    db: Db,
    files: URL,
  ): Promise<{ applied: string[]; pending: { name: string }[]; late: string[]; drift: string[] }>;
}

const BATCH = 1_000;

export function runnerFile(batch = BATCH): URL {
  return new URL(`${persistence}/migrate.ts`, runnerFolder(batch));
}

function runnerFolder(batch: number): URL {
  return new URL(`runner-${process.pid}-${batch}/`, scratch);
}

const persistence = 'internal/infrastructure/persistence';
const runnerParts = [
  ...['migrate', 'migration-file', 'migration-run', 'migration-drift'].map(
    (name) => `${persistence}/${name}.ts`,
  ),
  'pkg/errors/errors.ts',
  'pkg/errors/outage.ts',
  'pkg/main/main.ts',
];

/** The runner that generated projects have, as it is printed for them but for the rows of a batch. */
export async function loadRunner(batch = BATCH): Promise<Runner> {
  for (const path of runnerParts) {
    const file = new URL(path, runnerFolder(batch));
    const text = template(path, { t: (en: string) => en });
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text.replace('const BATCH = 1_000;', `const BATCH = ${batch};`));
  }
  return (await import(runnerFile(batch).href)) as Runner;
}

/** A product's PRD and its migrations, version after version. */
export class Project {
  snapshot: Snapshot | null = null;
  readonly files = new Map<string, string>();
  #before: { readonly snapshot: Snapshot | null; readonly names: readonly string[] } | null = null;
  readonly folder: URL;

  constructor() {
    mkdirSync(scratch, { recursive: true });
    this.folder = pathToFileURL(`${mkdtempSync(join(scratch.pathname, 'project-'))}/`);
  }

  /** What the next version of the PRD makes of the database; nothing is kept of it. */
  plan(text: string, options: { readonly contract?: boolean } = {}): Evolution {
    const document = documentOf(text);
    const { snapshot: before } = this;
    const contract = options.contract ?? false;
    const asAsked = buildModel(document).model;
    const waiting = waitingNames({ before, after: asAsked, document, contract });
    const after = buildModel(withWaiting(document, waiting)).model;
    return planMigrations({ before, after, document, waiting, options: { contract } });
  }

  edit(text: string, options: { readonly contract?: boolean } = {}): Evolution {
    const evolution = this.plan(text, options);
    for (const one of evolution.migrations) this.write(one);
    this.#before = {
      snapshot: this.snapshot,
      names: evolution.migrations.map(({ name }) => name),
    };
    // As the state folder keeps it.
    this.snapshot = JSON.parse(JSON.stringify(evolution.snapshot)) as Snapshot;
    return evolution;
  }

  /** As if another generator had made what is there. */
  know(change: (snapshot: Snapshot) => Snapshot): void {
    if (this.snapshot !== null) this.snapshot = change(this.snapshot);
  }

  /** The last edit is taken back, as `npx plop undo` does. */
  undo(): void {
    if (this.#before === null) throw new Error('nothing to undo');
    const { snapshot, names } = this.#before;
    for (const name of names) {
      this.files.delete(name);
      rmSync(this.#fileOf(name));
    }
    this.snapshot = snapshot;
    this.#before = null;
  }

  /** With the columns that the last version has. */
  model(text: string): Model {
    return buildModel(withWaiting(documentOf(text), this.snapshot?.waiting ?? {})).model;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  write(one: Pick<Migration, 'name' | 'text'>): void {
    this.files.set(one.name, one.text);
    writeFileSync(this.#fileOf(one.name), one.text);
  }

  #fileOf(name: string): URL {
    return new URL(`${encodeURIComponent(name)}.sql`, this.folder);
  }
}

function documentOf(text: string): Document {
  const { document, diagnostics } = readPrd(prd(text), 'PRD.md');
  if (document === null) throw new DiagnosticError(diagnostics);
  return document;
}

/** Entities alone, in a PRD that asks for nothing else; a whole front matter is left as it is. */
export function prd(text: string): string {
  if (text.startsWith('---')) return text;
  const whole = /^prd:/m.test(text) ? text : `prd: 1\nname: shop\n${text}`;
  return `---\n${whole.trim()}\n---\n`;
}

export function embedded(dataDir?: string): Db {
  const pglite = new PGlite({ ...(dataDir && { dataDir }), extensions: { pg_trgm, btree_gist } });
  return new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
}

export async function query(db: Db, text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, values));
  return rows;
}

export const serverUrl =
  process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A fresh schema on a PostgreSQL server, or null where there is none. */
export async function server(): Promise<Db | null> {
  const schema = await serverSchema();
  if (schema === null) return null;
  const db = serverDb(schema);
  const destroy = db.destroy.bind(db);
  db.destroy = async () => {
    await query(db, `drop schema "${schema}" cascade`);
    await destroy();
  };
  return db;
}

export function serverDb(
  schema: string,
  Client: typeof pg.Client = pg.Client,
  url = serverUrl,
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    Client,
    max: 4,
    options: `-c search_path=${schema},public`,
  });
  pool.on('error', () => {});
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

export interface OwnDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A database of one's own, or null without a server: all schemas of a database share the runner's lock. */
export async function ownDatabase(): Promise<OwnDatabase | null> {
  const name = `evolution_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  const ask = async (sql: string): Promise<void> => {
    const admin = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
    await admin.connect();
    await admin.query(sql);
    await admin.end();
  };
  try {
    await ask(`create database "${name}"`);
  } catch {
    return null;
  }
  return { url: url.href, drop: () => ask(`drop database "${name}" with (force)`) };
}

/** The name of a new schema on the server. */
export async function serverSchema(): Promise<string | null> {
  const url = serverUrl;
  const admin = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await admin.connect();
  } catch {
    return null;
  }
  const schema = `evolution_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await admin.query(`create schema "${schema}"`);
  // Two at once would get in each other's way, whatever they ask.
  await admin.query(`select pg_advisory_lock(hashtext('extensions of tests'))`);
  await admin.query('create extension if not exists pg_trgm');
  await admin.query('create extension if not exists btree_gist');
  await admin.end();
  return schema;
}

/** Empties an embedded database: quicker than a new one. */
export async function empty(db: Db): Promise<void> {
  await query(db, 'drop schema public cascade');
  await query(db, 'create schema public');
  await query(db, 'drop extension if exists pg_trgm');
  await query(db, 'drop extension if exists btree_gist');
}
