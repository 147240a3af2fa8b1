import type { Entity, Model, Query, Service } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import {
  countersOver,
  dueCommands,
  hasAudit,
  hasCache,
  hasEvents,
  hasFiles,
  hasIdempotency,
  hasLimits,
  hasRetention,
  hasSagas,
  hasSequences,
  isCached,
  isFile,
  isTraced,
  linksRedis,
  recordsEvents,
  retainedRoots,
  sharesCache,
  sharesCounts,
} from '../../../features.ts';
import { configKey } from '../../../project/settings.ts';
import { listName, pageOf } from '../../../repository/list-method.ts';
import { outbox } from '../../../row/symbols.ts';
import { code, join, literal, type, value } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { of, paths, service } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

const folder = 'internal/infrastructure';
const persistence = (name: string, file: string) => value(name, `${folder}/persistence/${file}.ts`);
const redisPlace = (name: string, file: string) => value(name, `${folder}/redis/${file}.ts`);
const jobs = (name: string, file: string) => value(name, `${folder}/jobs/${file}.ts`);
const sagaPlace = (name: string, file: string) => value(name, `${folder}/saga/${file}.ts`);
const cache = (name: string, file: string) => value(name, `${folder}/cache/${file}.ts`);

export const emitter = defineEmitter({
  each: 'project',
  path: () => `${folder}/infrastructure.ts`,
  build: (model) =>
    tsFile(
      code`
        export type Infrastructure = Awaited<ReturnType<typeof createInfrastructure>>;

        interface Deps {
          readonly config: ${type('Config', paths.config)};
          /** One that is open already; left out, the one that \`config\` names is opened. */
          readonly database?: ${type('Database', `${folder}/persistence/database.ts`)};
          readonly logger: ${type('Logger', paths.logger)};
          readonly metrics: ${type('Metrics', paths.metrics)};
        }`,
      create(model),
    ),
});

function create(model: Model): Code {
  const ports = [...shared(model), ...model.roots.map((root) => repository(root, model))];
  const cached = hasCache(model);
  return code`
    export async function createInfrastructure(deps: Deps) {
      const { db, close${isTraced(model) && code`, pool`} } = deps.database ?? (await ${persistence('openDatabase', 'database')}(deps.config));
      ${isTraced(model) && code`${persistence('observePool', 'pool-metrics')}(pool, deps.metrics);`}
      const unitOfWork = new ${persistence('KyselyUnitOfWork', 'unit-of-work')}(db);
      ${hasEvents(model) && code`const outbox = new ${outbox.OutboxValue}({ unitOfWork });`}
      ${hasAudit(model) && code`const auditLog = new ${persistence('AuditLog', 'audit-log')}({ unitOfWork });`}
      ${hasFiles(model) && code`const files = new ${value('DiskFileStorage', `${folder}/external/disk-file-storage.ts`)}({ folder: deps.config.filesFolder });`}
      ${hasSagas(model) && sagas()}
      ${linksRedis(model) && redis(model)}
      ${cached && caches(model)}
      ${hasLimits(model) && counts(model)}
      return {
        db,
        unitOfWork,
        ${cached || hasSagas(model) || linksRedis(model) ? closing(model) : code`close,`}
        ${hasLimits(model) && code`counts,\n`}        ${model.auth !== null && attempts()}
        ${ports}
        async ping(): Promise<void> {
          await ${value('sql', 'kysely')}\`select 1\`.execute(db);
        },
      };
    }`;
}

function sagas(): Code {
  return code`
      const sagaDatabase = ${sagaPlace('openSagaDatabase', 'saga-database')}({ ...deps.config, db });
      const sagas = new ${sagaPlace('DbosSagaRuns', 'dbos-saga-runs')}({ ...deps, database: sagaDatabase });`;
}

function sagaWorker(): Code {
  return code`sagaWorker: new ${sagaPlace('SagaWorker', 'saga-worker')}({ ...deps.config, unitOfWork }),`;
}

function redis(model: Model): Code {
  return code`
      const link = deps.config.redisUrl === null
        ? null
        : new ${redisPlace('RedisLink', 'redis-link')}({ ...deps, url: deps.config.redisUrl });
      const namespace = ${redisPlace('namespaceOf', 'namespace')}(${literal(model.name)}, deps.config.databaseUrl);`;
}

function caches(model: Model): Code {
  return code`
      ${sharesCache(model) && code`const sharedCache = link && new ${cache('SharedCache', 'shared-cache')}({ link, logger: deps.logger, namespace });\n`}const invalidations = new ${cache('Invalidations', 'invalidations')}({
        ...deps.config,
        logger: deps.logger,
        unitOfWork,
      });
      invalidations.listen();`;
}

function closing(model: Model): Code {
  return code`async close(): Promise<void> {
          ${hasSagas(model) && code`await sagas.close();\n`}${hasCache(model) && code`await invalidations.stop();\n`}${linksRedis(model) && code`link?.close();\n`}await close();
        },`;
}

function counts(model: Model): Code {
  const own = code`new ${value('MemoryCounts', paths.counts)}()`;
  const made = sharesCounts(model)
    ? code`link === null ? ${own} : new ${redisPlace('SharedCounts', 'shared-counts')}({ link, namespace })`
    : own;
  return code`const counts = deps.config.limits ? ${made} : null;`;
}

function attempts(): Code {
  return code`attempts: new ${value('CountedAttempts', paths.attempts)}({ counts, metrics: deps.metrics }),`;
}

function shared(model: Model): readonly Code[] {
  return [
    ...(hasEvents(model) ? [code`outbox,`] : []),
    ...(dueCommands(model).length > 0
      ? [code`dueRows: new ${jobs('KyselyDueRows', 'due-rows')}({ ...deps, unitOfWork }),`]
      : []),
    ...(hasFiles(model) ? [code`files,`] : []),
    ...(hasIdempotency(model)
      ? [code`idempotency: new ${persistence('KyselyIdempotency', 'idempotency')}({ unitOfWork }),`]
      : []),
    ...(hasRetention(model) ? [retention(model)] : []),
    ...(hasSagas(model) ? [code`sagaDatabase,`, code`sagas,`, sagaWorker()] : []),
    ...(hasSequences(model)
      ? [code`sequences: new ${persistence('KyselySequences', 'sequences')}({ unitOfWork }),`]
      : []),
    ...(model.auth === null
      ? []
      : [code`sessions: new ${persistence('KyselySessions', 'sessions')}({ unitOfWork }),`]),
    ...model.services.map(client),
  ];
}

function retention(model: Model): Code {
  const cached = retainedRoots(model).some(isCached);
  const files = retainedRoots(model).some((root) => root.fields.some(isFile));
  return code`retention: new ${jobs('KyselyRetention', 'retention')}({
    ...deps,
    ${files && code`files,`}
    ${cached && code`invalidations,`}
    unitOfWork,
  }),`;
}

function client(one: Service): Code {
  return code`${one.camel}: new ${service.http(one)}({
    logger: deps.logger,
    metrics: deps.metrics,
    url: deps.config.${configKey(one.urlVariable)},
  }),`;
}

function repository(root: Entity, model: Model): Code {
  const needs = [
    root.audit && 'auditLog',
    countersOver(root, model).length > 0 && 'invalidations',
    recordsEvents(root, model) && 'outbox',
    'unitOfWork',
  ].filter((one) => typeof one === 'string');
  const plain = code`new ${of.kyselyRepository(root)}({ ${join(
    needs.map((name) => code`${name}`),
    ', ',
  )} })`;
  if (!isCached(root)) return code`${of.port(root)}: ${plain},`;
  return code`${of.port(root)}: new ${of.cachedRepository(root)}({
    invalidations,
    ${of.port(root)}: ${plain},
    unitOfWork,
    ${root.cacheMs !== null && code`views: ${readThrough(root, code`${of.view(root)}`, `${root.names.code}:`, root.cacheMs, model)},`}
    ${lists(root, model)}
  }),`;
}

function lists(root: Entity, model: Model): readonly Code[] {
  return root.queries.flatMap((query: Query) => {
    if (query.kind !== 'list' || query.cacheMs === null) return [];
    const made = readThrough(root, pageOf(query), `${query.action}:`, query.cacheMs, model);
    return [code`${listName(query)}Pages: ${made},`];
  });
}

function readThrough(root: Entity, view: Code, prefix: string, ttlMs: number, model: Model): Code {
  const isShared = sharesCache(model);
  return code`new ${cache('ReadThrough', 'read-through')}<${view}>(
    ${isShared ? code`{ ...deps, sharedCache }` : code`deps`},
    { prefix: ${literal(prefix)}${isShared && code`, shape: ${of.viewSchema(root)}`}, ttlMs: ${ttlMs} },
  )`;
}
