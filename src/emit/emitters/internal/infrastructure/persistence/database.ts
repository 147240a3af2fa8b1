import type { Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import {
  dueCommands,
  hasAudit,
  hasEvents,
  hasIdempotency,
  hasSagas,
  hasSequences,
  isTraced,
} from '../../../../features.ts';
import { code, key, type, value } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

const folder = 'internal/infrastructure';
const outbox = `${folder}/mq/outbox.ts`;
const retries = `${folder}/mq/retries.ts`;
const connection = `${folder}/persistence/connection.ts`;
const store = (name: string): string => `${folder}/persistence/${name}.ts`;

export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.database,
  build: (model) =>
    tsFile(
      code`export interface Tables {\n${tables(model)}\n}`,
      code`
        export type Db = ${type('Kysely', 'kysely')}<Tables>;

        export interface Database {
          readonly db: Db;
          ${isTraced(model) && code`readonly pool: ${type('Connection', connection)}['pool'];\n`}          close(): Promise<void>;
        }

        export async function openDatabase(options: ${type('DatabaseOptions', connection)}): Promise<Database> {
          ${isTraced(model) ? traced() : plain()}
          return {
            db,
            ${isTraced(model) && code`pool,`}
            async close() {
              await db.destroy();
              await release();
            },
          };
        }`,
    ),
});

function plain(): Code {
  return code`
          const { dialect, release } = await ${value('connect', connection)}(options);
          const db: Db = new ${value('Kysely', 'kysely')}({ dialect });`;
}

function traced(): Code {
  return code`
          const { dialect, pool, release } = await ${value('connect', connection)}(options);
          const log = options.traceUrl === null ? [] : ${value('traceQuery', store('query-spans'))};
          const db: Db = new ${value('Kysely', 'kysely')}({ dialect, log });`;
}

/** By name, as the tables of features stand among those of entities. */
function tables(model: Model): readonly Code[] {
  const all: readonly (readonly [string, Code | null])[] = [
    ...model.entities.map((entity) => [entity.names.table, code`${of.row(entity)}`] as const),
    ['audit_log', hasAudit(model) ? code`${type('AuditLogRow', store('audit-log'))}` : null],
    [
      'idempotency_keys',
      hasIdempotency(model) ? code`${type('IdempotencyKeyRow', store('idempotency'))}` : null,
    ],
    ['inbox', hasEvents(model) ? code`${type('InboxRow', outbox)}` : null],
    ['event_retries', hasEvents(model) ? code`${type('RetryRow', retries)}` : null],
    [
      'job_runs',
      dueCommands(model).length > 0
        ? code`${type('JobRunRow', `${folder}/jobs/due-rows.ts`)}`
        : null,
    ],
    ['outbox', hasEvents(model) ? code`${type('OutboxRow', outbox)}` : null],
    [
      'saga_steps',
      hasSagas(model) ? code`${type('SagaStepRow', `${folder}/saga/saga-steps.ts`)}` : null,
    ],
    [
      'saga_workers',
      hasSagas(model) ? code`${type('SagaWorkerRow', `${folder}/saga/saga-worker.ts`)}` : null,
    ],
    ['sequences', hasSequences(model) ? code`${type('SequenceRow', store('sequences'))}` : null],
    ['sessions', model.auth === null ? null : code`${type('SessionRow', store('sessions'))}`],
  ];
  return all
    .filter(([, row]) => row !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, row]) => code`${key(name)}: ${row};`);
}
