import { createHash } from 'node:crypto';
import pluralize from 'pluralize';
import type { EntityNames } from './model.ts';

/** Names that TypeScript, Node or the generated kernel already use for types. */
const TAKEN = new Set(
  (
    'Access Action Actor Aggregate App AppError Application Architecture Array Attempt AuditLog Auth ' +
    'BigInt Boolean Buffer Coalesce CoalesceBy Config Count Counts Date Db Decimal Deps Environment Error ' +
    'Event EventRetry File Formats Function History Hook HttpClient Id IdempotencyKey Inbox ' +
    'Infrastructure Intl JobRun JSON Json Jwt KyselyUnitOfWork Lanes Lifecycle Logger Map Math Metrics ' +
    'Migrate Money Number Object Operations Outbox Page Ports Problem Promise Proxy Reactions ReadThrough ' +
    'Referred Reflect RegExp Request Response Retry Role SagaStep SagaWorker Schema Select Sequence ' +
    'Service Session Set Share Sort Static StoredFile String Symbol Tables Tally Target Time Timings Type ' +
    'UnitOfWork URL'
  ).split(' '),
);

/** Tables of the generated kernel; those of tools begin with an underscore. */
export const KERNEL_TABLES: ReadonlySet<string> = new Set(
  (
    'audit_log event_retries idempotency_keys inbox job_runs outbox saga_steps saga_workers ' +
    'sequences sessions'
  ).split(' '),
);

const RESERVED = new Set(
  (
    'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval export extends ' +
    'false finally for from function get if implements import in instanceof interface is keyof let module namespace new null number object of package private protected ' +
    'public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield'
  ).split(' '),
);

/** Members that every aggregate has already. */
const AGGREGATE_MEMBERS = new Set(
  'create restore state storedVersion takeEvents expectVersion check change record constructor update remove restoreDeleted toString valueOf'.split(
    ' ',
  ),
);

export function entityNames(
  code: string,
  plural: string | null,
  table: string | null,
): EntityNames {
  const camel = lowerFirst(code);
  const own = plural ?? pluralOf(camel);
  const many = own === camel ? `${camel}List` : lowerFirst(own);
  const isTaken = TAKEN.has(code);
  const className = isTaken ? `${code}Entity` : code;
  const camelPlural = isTaken ? pluralOf(lowerFirst(className)) : many;
  const ownTable = snakeOf(many);
  return {
    code,
    className: upperFirst(className),
    classPlural: upperFirst(many),
    camel: safe(lowerFirst(className)),
    camelPlural: safe(camelPlural),
    kebab: kebabOf(className),
    snake: snakeOf(code),
    table: table ?? (KERNEL_TABLES.has(ownTable) ? snakeOf(camelPlural) : ownTable),
    route: kebabOf(many),
  };
}

export function pluralOf(camel: string): string {
  // Names in other scripts have no plural.
  return /[A-Za-z]$/.test(camel) ? pluralize(camel) : `${camel}s`;
}

export function singularOf(camel: string): string {
  return pluralize.singular(camel);
}

export function safe(name: string): string {
  return RESERVED.has(name) ? `${name}_` : name;
}

export function typeName(name: string): string {
  return TAKEN.has(name) ? `${name}Value` : upperFirst(name);
}

export function methodName(name: string): string {
  return AGGREGATE_MEMBERS.has(name) ? `${name}It` : name;
}

export function kebabOf(name: string): string {
  return split(name).join('-');
}

export function snakeOf(name: string): string {
  return split(name).join('_');
}

function split(name: string): string[] {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function lowerFirst(name: string): string {
  // `SKU` becomes `sku`, `URLMap` becomes `urlMap`.
  return name.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+(?![\p{Ll}])|^\p{Lu}/u, (head) =>
    head.toLowerCase(),
  );
}

const MAX_IDENTIFIER_BYTES = 63;

/** A PostgreSQL name: cut, and told apart by a hash, where it would be too long. */
export function sqlName(...parts: readonly string[]): string {
  const name = parts.join('_');
  if (Buffer.byteLength(name) <= MAX_IDENTIFIER_BYTES) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  let head = name;
  while (Buffer.byteLength(head) > MAX_IDENTIFIER_BYTES - 9) head = head.slice(0, -1);
  return `${head}_${hash}`;
}
