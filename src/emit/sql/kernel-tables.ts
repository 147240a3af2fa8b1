import type { Model } from '../../model/model.ts';
import {
  dueCommands,
  hasAudit,
  hasEvents,
  hasIdempotency,
  hasOverlap,
  hasSagas,
  hasSearch,
  hasSequences,
} from '../features.ts';
import { column } from './database.ts';
import type { ConstraintSchema, FunctionSchema, TableSchema } from './database.ts';
import { plainIndex } from './entity-table.ts';
import { tenantGuard } from './row-security.ts';
import { quoted } from './text.ts';

/** Needed by the tables and indexes that follow. */
export function extensions(model: Model): readonly string[] {
  return [...(hasSearch(model) ? ['pg_trgm'] : []), ...(hasOverlap(model) ? ['btree_gist'] : [])];
}

export function functions(model: Model): readonly FunctionSchema[] {
  return hasSearch(model)
    ? [
        { name: 'search_text', create: SEARCH_TEXT },
        { name: 'search_pattern', create: SEARCH_PATTERN },
      ]
    : [];
}

const SEARCH_TEXT = `-- A text as searches see it: without case, accents and the difference of wide and narrow forms.
create function "search_text"("value" text) returns text
  language sql immutable strict parallel safe
  return lower(regexp_replace(normalize("value", NFKD), '[\\u0300-\\u036f]', '', 'g'));`;

const SEARCH_PATTERN = `-- The texts that contain "value", for like.
create function "search_pattern"("value" text) returns text
  language sql immutable strict parallel safe
  return '%' || regexp_replace("search_text"("value"), '([\\\\%_])', '\\\\\\1', 'g') || '%';`;

/** Tables that serve no entity but a feature. */
export function kernelTables(model: Model): readonly TableSchema[] {
  return [
    ...(hasEvents(model) ? [outbox(model), inbox(), retries()] : []),
    ...(dueCommands(model).length > 0 ? [jobRuns()] : []),
    ...(hasSagas(model) ? [sagaSteps(), sagaWorkers()] : []),
    ...(hasSequences(model) ? [sequences(model)] : []),
    ...(hasIdempotency(model) ? [idempotencyKeys()] : []),
    ...(model.auth === null ? [] : [sessions(model)]),
    ...(hasAudit(model) ? [auditLog(model)] : []),
  ];
}

const now = { default: 'now()' };
const nullable = { nullable: true };

function table(
  name: string,
  primaryKey: readonly string[],
  columns: TableSchema['columns'],
  more: Partial<TableSchema> = {},
): TableSchema {
  return {
    name,
    columns,
    primaryKey,
    constraints: [],
    indexes: [],
    triggers: [],
    guard: null,
    ...more,
  };
}

function outbox(model: Model): TableSchema {
  return table(
    'outbox',
    ['position'],
    [
      column('position', 'bigint', { identity: true }),
      column('id', 'uuid'),
      ...(model.tenancy === null ? [] : [column('tenant', 'text', nullable)]),
      column('type', 'text'),
      column('subject', 'uuid'),
      column('data', 'jsonb'),
      column('occurred_at', 'timestamptz'),
      column('attempts', 'integer', { default: '0' }),
      column('available_at', 'timestamptz', now),
      column('last_error', 'text', nullable),
      column('traceparent', 'text', nullable),
    ],
    {
      constraints: [unique('outbox_id_unique', 'id')],
      indexes: [
        plainIndex('outbox_by_available_at', ['available_at']),
        plainIndex('outbox_by_subject', ['subject', 'position']),
      ],
    },
  );
}

function inbox(): TableSchema {
  return table(
    'inbox',
    ['event_id', 'reaction'],
    [column('event_id', 'uuid'), column('reaction', 'text'), column('done_at', 'timestamptz', now)],
    { indexes: [plainIndex('inbox_by_done_at', ['done_at'])] },
  );
}

/** Reactions to be tried again, and dead letters. */
function retries(): TableSchema {
  return table(
    'event_retries',
    ['position'],
    [
      column('position', 'bigint', { identity: true }),
      column('event_id', 'uuid'),
      column('reaction', 'text'),
      column('subject', 'text'),
      column('event', 'jsonb'),
      column('attempts', 'integer', { default: '0' }),
      column('available_at', 'timestamptz', now),
      column('parked_at', 'timestamptz', nullable),
      column('last_error', 'text', nullable),
    ],
    {
      constraints: [unique('event_retries_reaction_unique', 'event_id', 'reaction')],
      indexes: [
        plainIndex('event_retries_by_available_at', ['available_at']),
        plainIndex('event_retries_by_subject', ['subject', 'reaction', 'position']),
      ],
    },
  );
}

/** How far the last run of each job over rows has come. */
function jobRuns(): TableSchema {
  return table(
    'job_runs',
    ['job'],
    [
      column('job', 'text'),
      column('run', 'text'),
      column('last_id', 'uuid'),
      column('alive_until', 'timestamptz'),
    ],
  );
}

/** What sagas have begun to do, and what came of it. */
function sagaSteps(): TableSchema {
  return table(
    'saga_steps',
    ['saga_id', 'step'],
    [
      column('saga_id', 'text'),
      column('step', 'text'),
      column('result', 'jsonb', nullable),
      column('begun_at', 'timestamptz', now),
    ],
    { indexes: [plainIndex('saga_steps_by_begun_at', ['begun_at'])] },
  );
}

/** The processes that run sagas, while they say that they are alive. */
function sagaWorkers(): TableSchema {
  return table(
    'saga_workers',
    ['id'],
    [column('id', 'text'), column('alive_until', 'timestamptz')],
  );
}

/** Counted in the transaction that takes the number: no gaps, no number twice. */
function sequences(model: Model): TableSchema {
  const tenant = model.tenancy === null ? [] : [model.tenancy.column];
  return table(
    'sequences',
    [...tenant, 'name', 'period'],
    [
      ...tenant.map((name) => column(name, 'text')),
      column('name', 'text'),
      column('period', 'text'),
      column('value', 'bigint'),
    ],
    { guard: tenantGuard(model, model.tenancy?.column ?? null) },
  );
}

function idempotencyKeys(): TableSchema {
  return table(
    'idempotency_keys',
    ['caller', 'action', 'key'],
    [
      column('caller', 'text'),
      column('action', 'text'),
      column('key', 'text'),
      column('fingerprint', 'text'),
      column('result', 'jsonb', nullable),
      column('created_at', 'timestamptz', now),
    ],
    { indexes: [plainIndex('idempotency_keys_by_created_at', ['created_at'])] },
  );
}

function sessions(model: Model): TableSchema {
  const user = model.auth?.entity.names.table ?? '';
  return table(
    'sessions',
    ['id'],
    [
      column('id', 'uuid'),
      column('user_id', 'uuid'),
      ...(model.tenancy === null ? [] : [column(model.tenancy.column, 'text', nullable)]),
      column('token_hash', 'text'),
      column('expires_at', 'timestamptz'),
    ],
    {
      constraints: [
        {
          name: 'sessions_user_exists',
          kind: 'foreign',
          definition: `foreign key ("user_id") references ${quoted(user)} ("id") on delete cascade`,
          target: user,
        },
        unique('sessions_token_hash_unique', 'token_hash'),
      ],
      indexes: [
        plainIndex('sessions_by_user', ['user_id']),
        plainIndex('sessions_by_expires_at', ['expires_at']),
      ],
      guard: tenantGuard(model, model.tenancy?.column ?? null, true),
    },
  );
}

function auditLog(model: Model): TableSchema {
  return table(
    'audit_log',
    ['id'],
    [
      column('id', 'uuid'),
      ...(model.tenancy === null ? [] : [column(model.tenancy.column, 'text', nullable)]),
      column('entity', 'text'),
      column('entity_id', 'uuid'),
      column('version', 'integer'),
      column('change', 'text'),
      column('actor_id', 'uuid', nullable),
      column('actor_roles', 'text[]'),
      column('occurred_at', 'timestamptz'),
      column('changes', 'jsonb'),
    ],
    {
      constraints: [
        {
          name: 'audit_log_change_known',
          kind: 'check',
          definition: `check ("change" in ('created', 'updated', 'deleted', 'restored'))`,
          target: null,
        },
      ],
      indexes: [plainIndex('audit_log_by_entity', ['entity_id', 'id'])],
      guard: tenantGuard(model, model.tenancy?.column ?? null, true),
    },
  );
}

function unique(name: string, ...on: readonly string[]): ConstraintSchema {
  return {
    name,
    kind: 'unique',
    definition: `unique (${on.map(quoted).join(', ')})`,
    target: null,
  };
}
