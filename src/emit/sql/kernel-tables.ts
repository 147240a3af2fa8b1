import type { Model } from '../../model/model.ts';
import { hasAudit, hasEvents, hasIdempotency, hasSearch, hasSequences } from '../features.ts';
import { createIndex, createTable } from './create-table.ts';
import { quoted } from './text.ts';

/** Needed by the tables and indexes that follow. */
export function extensions(model: Model): readonly string[] {
  const overlaps = model.entities.some((one) => one.uniques.some((unique) => unique.overlap));
  return [
    ...(hasSearch(model)
      ? ['create extension if not exists "pg_trgm";', SEARCH_TEXT, SEARCH_PATTERN]
      : []),
    ...(overlaps ? ['create extension if not exists "btree_gist";'] : []),
  ];
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
export function kernelTables(model: Model): readonly string[] {
  return [
    ...(hasEvents(model) ? [...outbox(model), ...inbox()] : []),
    ...(hasSequences(model) ? [sequences(model)] : []),
    ...(hasIdempotency(model) ? idempotencyKeys() : []),
    ...(model.auth === null ? [] : sessions(model)),
    ...(hasAudit(model) ? auditLog(model) : []),
  ];
}

function outbox(model: Model): readonly string[] {
  return [
    createTable('outbox', [
      '"position" bigint generated always as identity primary key',
      '"id" uuid not null unique',
      ...(model.tenancy === null ? [] : ['"tenant" text']),
      '"type" text not null',
      '"data" jsonb not null',
      '"occurred_at" timestamptz not null',
      '"attempts" integer not null default 0',
      '"available_at" timestamptz not null default now()',
      '"last_error" text',
    ]),
    createIndex('outbox_by_available_at', 'outbox', ['available_at']),
  ];
}

function inbox(): readonly string[] {
  return [
    createTable('inbox', [
      '"event_id" uuid not null',
      '"reaction" text not null',
      '"done_at" timestamptz not null default now()',
      'primary key ("event_id", "reaction")',
    ]),
    createIndex('inbox_by_done_at', 'inbox', ['done_at']),
  ];
}

/** Counted in the transaction that takes the number: no gaps, no number twice. */
function sequences(model: Model): string {
  const tenant = model.tenancy?.column;
  return createTable('sequences', [
    ...(tenant === undefined ? [] : [`${quoted(tenant)} text not null`]),
    '"name" text not null',
    '"period" text not null',
    '"value" bigint not null',
    `primary key (${tenant === undefined ? '' : `${quoted(tenant)}, `}"name", "period")`,
  ]);
}

function idempotencyKeys(): readonly string[] {
  return [
    createTable('idempotency_keys', [
      '"caller" text not null',
      '"action" text not null',
      '"key" text not null',
      '"fingerprint" text not null',
      '"result" jsonb',
      '"created_at" timestamptz not null default now()',
      'primary key ("caller", "action", "key")',
    ]),
    createIndex('idempotency_keys_by_created_at', 'idempotency_keys', ['created_at']),
  ];
}

function sessions(model: Model): readonly string[] {
  const tenant = model.tenancy?.column;
  const user = model.auth?.entity.names.table ?? '';
  return [
    createTable('sessions', [
      '"id" uuid primary key',
      '"user_id" uuid not null',
      ...(tenant === undefined ? [] : [`${quoted(tenant)} text`]),
      '"token_hash" text not null',
      '"expires_at" timestamptz not null',
      `constraint "sessions_user_exists" foreign key ("user_id") references ${quoted(user)} ("id") on delete cascade`,
      'constraint "sessions_token_hash_unique" unique ("token_hash")',
    ]),
    createIndex('sessions_by_user', 'sessions', ['user_id']),
    createIndex('sessions_by_expires_at', 'sessions', ['expires_at']),
  ];
}

function auditLog(model: Model): readonly string[] {
  const tenant = model.tenancy?.column;
  return [
    createTable('audit_log', [
      '"id" uuid primary key',
      ...(tenant === undefined ? [] : [`${quoted(tenant)} text`]),
      '"entity" text not null',
      '"entity_id" uuid not null',
      '"version" integer not null',
      '"change" text not null',
      '"actor_id" uuid',
      '"actor_roles" text[] not null',
      '"occurred_at" timestamptz not null',
      '"changes" jsonb not null',
      `constraint "audit_log_change_known" check ("change" in ('created', 'updated', 'deleted', 'restored'))`,
    ]),
    createIndex('audit_log_by_entity', 'audit_log', ['entity_id', 'id']),
  ];
}
