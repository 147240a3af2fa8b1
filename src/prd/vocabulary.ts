/** Every closed vocabulary of the format, once: the parser, the JSON Schema and the reference stand on it. */
export const scalars = [
  'string',
  'text',
  'int',
  'bigint',
  'float',
  'decimal',
  'money',
  'bool',
  'date',
  'time',
  'datetime',
  'duration',
  'uuid',
  'email',
  'url',
  'phone',
  'slug',
  'json',
  'bytes',
  'file',
  'image',
  'tz',
  'ip',
  'password',
  'role',
] as const;

/** What the arguments of a type say; a scalar that is not here takes none. */
export const typeArguments: Readonly<Record<string, 'length' | 'precision' | 'digits' | 'size'>> = {
  string: 'length',
  text: 'length',
  slug: 'length',
  password: 'length',
  decimal: 'precision',
  money: 'digits',
  bytes: 'size',
  file: 'size',
  image: 'size',
};

/** Modifiers that are one word, in the order of the canonical form. */
export const plainModifiers = [
  'unique',
  'index',
  'ci',
  'immutable',
  'readonly',
  'secret',
  'pii',
  'search',
  'ordered',
  'cascade',
  'restrict',
  'setnull',
] as const;

export const callModifiers = [
  'read',
  'computed',
  'counter',
  'sequence',
  'was',
  'column',
  'backfill',
  'orphans',
] as const;

export const deleteActions = ['cascade', 'restrict', 'setnull'] as const;
export const orphanActions = ['stop', 'delete'] as const;
export const crudActions = ['create', 'update', 'delete', 'get', 'list'] as const;
export const limitWindows = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export const limitScopes = ['user', 'ip', 'tenant', 'global'] as const;
export const languages = ['en', 'zh'] as const;
export const architectures = ['monolith', 'services', 'serverless'] as const;
export const auditKinds = ['full', 'none'] as const;

/** Fewest and most arguments of each function of the expression language. */
export const functions: Readonly<Record<string, readonly [number, number]>> = {
  now: [0, 0],
  today: [0, 0],
  uuid: [0, 0],
  sum: [1, 1],
  count: [1, 1],
  min: [1, 9],
  max: [1, 9],
  len: [1, 1],
  lower: [1, 1],
  upper: [1, 1],
  concat: [1, 9],
  slugify: [1, 1],
  round: [1, 2],
  trunc: [1, 2],
  coalesce: [1, 9],
  exists: [1, 1],
};

/** Functions that may narrow their collection by `where`. */
export const collectionFunctions: ReadonlySet<string> = new Set([
  'sum',
  'count',
  'min',
  'max',
  'exists',
]);

export const durationUnits: Readonly<
  Record<string, { readonly ms: number; readonly months: number }>
> = {
  ms: { ms: 1, months: 0 },
  s: { ms: 1_000, months: 0 },
  m: { ms: 60_000, months: 0 },
  min: { ms: 60_000, months: 0 },
  h: { ms: 3_600_000, months: 0 },
  d: { ms: 86_400_000, months: 0 },
  w: { ms: 604_800_000, months: 0 },
  mo: { ms: 0, months: 1 },
  y: { ms: 0, months: 12 },
};

export const stackWords = {
  db: ['postgres'],
  cache: ['memory', 'redis', 'none'],
  mq: ['memory', 'redis', 'nats', 'rabbitmq', 'kafka', 'none'],
  jobs: ['bullmq', 'postgres', 'none'],
  files: ['disk', 's3'],
  api: ['rest', 'graphql', 'grpc'],
  auth: ['jwt'],
} as const;

export const deployWords = {
  target: ['compose', 'k8s', 'serverless'],
  budget: ['small', 'medium', 'large'],
} as const;

/** Written by other tools; read by none of ours. */
export const ignoredKeys: ReadonlySet<string> = new Set(
  (
    'title version status owner author date created created_date last_updated tags prd_id ' +
    'priority stakeholders document_type milestone_id'
  ).split(' '),
);
