import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { emit } from '../../src/emit/index.ts';
import type { FilePlan } from '../../src/emit/index.ts';
import { formatPlan } from '../../src/format/index.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Model } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';
import { memoryCache } from '../../src/text-cache.ts';
import { root, workshop } from './backend.ts';
import type { Json } from './backend.ts';

/** A generated project, its code within reach of this process. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  readonly model: Model;
  readonly plan: FilePlan;
  text(path: string): string;
  /** A module of the project; what it exports is only known to it. */
  load(path: string): Promise<Record<string, any>>;
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

export interface Received {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A project's service in this process, on an empty database. */
export interface Opened {
  /** Its use cases. */
  readonly application: object;
  readonly db: Kysely<any>;
  /** Its OpenAPI document. */
  readonly document: Json;
  /** All that it logged, as lines of JSON. */
  readonly logged: readonly string[];
  send(request: Sent): Promise<Received>;
  token(claims: object): Promise<string>;
  /** Runs `work` on all there is in the database, whosever it is. */
  owner<Result>(work: (db: Kysely<any>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export function prdOf(fixture: string): string {
  return readFileSync(join(root, `fixtures/${fixture}/PRD.md`), 'utf8');
}

export function modelOf(prd: string): Model {
  const { document, diagnostics } = readPrd(prd, 'PRD.md');
  if (document === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return buildModel(document).model;
}

export async function planOf(prd: string): Promise<{ model: Model; plan: FilePlan }> {
  const model = modelOf(prd);
  return { model, plan: await formatPlan(await emit(model), memoryCache()) };
}

/** Writes the project of a PRD beside those of the suite, under the same `node_modules`. */
export async function writeProject(name: string, prd: string): Promise<Project> {
  const { model, plan } = await planOf(prd);
  const folder = join(workshop, name);
  await rm(folder, { recursive: true, force: true });
  for (const { path, text } of plan) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    name,
    folder,
    model,
    plan,
    text(path) {
      const file = plan.find((one) => one.path === path);
      if (file === undefined) throw new Error(`${name} has no ${path}`);
      return file.text;
    },
    load: (path) => import(join(folder, path)),
  };
}

/** Embedded, unless `settings` name another database. */
export async function open(
  { load, folder, model }: Project,
  more: Readonly<Record<string, string>> = {},
): Promise<Opened> {
  const [http, useCases, outside, migrations, settings, logs, counts, signing] = await Promise.all([
    load('internal/interfaces/http/server.ts'),
    load('internal/application/application.ts'),
    load('internal/infrastructure/infrastructure.ts'),
    load('internal/infrastructure/persistence/migrate.ts'),
    load('pkg/config/config.ts'),
    load('pkg/logger/logger.ts'),
    load('pkg/metrics/metrics.ts'),
    load('pkg/jwt/jwt.ts'),
  ]);
  const config = settings['loadConfig']({
    DATA_FOLDER: 'memory://',
    FILES_FOLDER: join(folder, '.data/files'),
    LIMITS: 'off',
    ...more,
  });
  const logged: string[] = [];
  const logger = logs['createLogger']({
    level: 'trace',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const metrics = counts['createMetrics']();
  const infrastructure = await outside['createInfrastructure']({ config, logger, metrics });
  await migrations['migrate'](infrastructure.db);
  const application = useCases['createApplication'](infrastructure);
  const jwt = await signing['createJwt'](config);
  const app = await http['createServer']({
    ...infrastructure,
    ...config,
    application,
    isDraining: () => false,
    logger,
    metrics,
    jwt,
  });
  const { runAsOwner = (work: () => unknown) => work() } =
    model.tenancy === null ? {} : await load('internal/application/context.ts');
  return {
    application,
    db: infrastructure.db,
    document: app.swagger(),
    logged,
    send: (request) => app.inject(request),
    token: (claims) => jwt.sign(claims, 900),
    owner: (work) => runAsOwner(() => work(infrastructure.db)),
    async close() {
      await app.close();
      await infrastructure.close();
    },
  };
}
