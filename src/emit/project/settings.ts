import type { Lang } from '../../diagnostic.ts';
import type { Model, Service } from '../../model/model.ts';
import {
  hasBroker,
  hasFiles,
  hasLimits,
  hasSagas,
  hasWorker,
  isTraced,
  linksRedis,
  queuesInRedis,
} from '../features.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { tokenSettings } from './token-settings.ts';
import { traceSettings } from './trace-settings.ts';

/** A setting of the generated project, read from the environment. */
export interface Setting {
  /** `DATABASE_URL`. */
  readonly variable: string;
  /** Its member in `Config`: `databaseUrl`. */
  readonly key: string;
  readonly type: Code;
  /** Reads it from `env`, an `Environment`. */
  readonly read: Code;
  /** What holds when it is not set, as people read it. */
  readonly fallback: string;
  readonly text: Readonly<Record<Lang, string>>;
}

/** By variable. */
export function settingsOf(model: Model): readonly Setting[] {
  return [
    ...always,
    ...(hasBroker(model) ? [brokerUrl(model)] : []),
    ...(hasFiles(model) ? [filesFolder] : []),
    ...(hasLimits(model) ? [limits, trustedProxies] : []),
    ...(linksRedis(model) || queuesInRedis(model) ? [redisUrl(model)] : []),
    ...(hasSagas(model) ? [sagaTakeover] : []),
    ...tokenSettings(model),
    ...(isTraced(model) ? traceSettings : []),
    ...(hasWorker(model) ? [workerPort] : []),
    ...model.services.map(serviceUrl),
  ].sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

/** The member of `Config` for a variable: `PAYMENT_URL` is `paymentUrl`. */
export function configKey(variable: string): string {
  return variable.toLowerCase().replaceAll(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const always: readonly Setting[] = [
  {
    variable: 'CORS_ORIGINS',
    key: 'corsOrigins',
    type: code`readonly string[]`,
    read: code`env.origins('CORS_ORIGINS')`,
    fallback: '',
    text: {
      en: 'origins whose pages may call, separated by commas; not set: none',
      zh: '允许其页面调用的来源，以逗号分隔；不设置则一个也没有',
    },
  },
  {
    variable: 'DATABASE_URL',
    key: 'databaseUrl',
    type: code`string | null`,
    read: code`env.url('DATABASE_URL', 'postgres:', 'postgresql:')`,
    fallback: '',
    text: {
      en: 'PostgreSQL to connect to; not set: the embedded database in `DATA_FOLDER`',
      zh: '要连接的 PostgreSQL；不设置则使用 `DATA_FOLDER` 中的内嵌数据库',
    },
  },
  {
    variable: 'DATA_FOLDER',
    key: 'dataFolder',
    type: code`string`,
    read: code`env.text('DATA_FOLDER', '.data/postgres')`,
    fallback: '.data/postgres',
    text: {
      en: 'where the embedded database lives; `memory://` keeps nothing',
      zh: '内嵌数据库所在的文件夹；`memory://` 不保留任何数据',
    },
  },
  {
    variable: 'HOST',
    key: 'host',
    type: code`string`,
    read: code`env.text('HOST', '127.0.0.1')`,
    fallback: '127.0.0.1',
    text: {
      en: 'address to listen on; `0.0.0.0` in a container',
      zh: '监听的地址；容器中为 `0.0.0.0`',
    },
  },
  {
    variable: 'LOG_LEVEL',
    key: 'logLevel',
    type: code`string`,
    read: code`env.oneOf('LOG_LEVEL', LOG_LEVELS, 'info')`,
    fallback: 'info',
    text: {
      en: 'least grave message to log: fatal, error, warn, info, debug, trace, silent',
      zh: '记录的最低日志级别：fatal、error、warn、info、debug、trace、silent',
    },
  },
  {
    variable: 'PORT',
    key: 'port',
    type: code`number`,
    read: code`env.integer('PORT', { min: 0, max: 65_535, fallback: 3_000 })`,
    fallback: '3000',
    text: { en: 'port to listen on', zh: '监听的端口' },
  },
  {
    variable: 'NODE_ENV',
    key: 'production',
    type: code`boolean`,
    read: code`production`,
    fallback: '',
    text: {
      en: '`production` refuses development secrets and tokens',
      zh: '设为 `production` 时拒绝开发用的密钥和令牌',
    },
  },
];

const brokerProtocols: Readonly<Record<string, Code>> = {
  nats: code`'nats:', 'tls:'`,
  rabbitmq: code`'amqp:', 'amqps:'`,
  redis: code`'redis:', 'rediss:'`,
};

function brokerUrl({ stack }: Model): Setting {
  const mq = stack.mq ?? '';
  const name = { nats: 'NATS', rabbitmq: 'RabbitMQ', redis: 'Redis' }[mq] ?? mq;
  return {
    variable: 'BROKER_URL',
    key: 'brokerUrl',
    type: code`string | null`,
    read: code`env.url('BROKER_URL', ${brokerProtocols[mq] ?? code``})`,
    fallback: '',
    text: {
      en: `${name} that events are published to; not set: they stay within the service`,
      zh: `事件发布到的 ${name}；不设置则只在服务内部传递`,
    },
  };
}

const filesFolder: Setting = {
  variable: 'FILES_FOLDER',
  key: 'filesFolder',
  type: code`string`,
  read: code`env.text('FILES_FOLDER', '.data/files')`,
  fallback: '.data/files',
  text: {
    en: 'where uploaded files are kept; all processes share it',
    zh: '上传文件的存放位置，所有进程共用',
  },
};

const limits: Setting = {
  variable: 'LIMITS',
  key: 'limits',
  type: code`boolean`,
  read: code`env.oneOf('LIMITS', ['on', 'off'], 'on') === 'on'`,
  fallback: 'on',
  text: {
    en: '`off` counts no requests and refuses none under load, as for a load test',
    zh: '设为 `off` 时不统计请求、过载时也不拒绝，用于压测等场合',
  },
};

function redisUrl(model: Model): Setting {
  const without = {
    en: [
      ...(linksRedis(model) ? ['each caches and counts for itself'] : []),
      ...(queuesInRedis(model) ? ['jobs queue in the database'] : []),
    ].join(', '),
    zh: [
      ...(linksRedis(model) ? ['各进程自行缓存与计数'] : []),
      ...(queuesInRedis(model) ? ['任务队列放在数据库中'] : []),
    ].join('，'),
  };
  return {
    variable: 'REDIS_URL',
    key: 'redisUrl',
    type: code`string | null`,
    read: code`env.url('REDIS_URL', 'redis:', 'rediss:')`,
    fallback: '',
    text: {
      en: `Redis that all processes share; not set: ${without.en}`,
      zh: `各进程共用的 Redis；不设置则${without.zh}`,
    },
  };
}

const sagaTakeover: Setting = {
  variable: 'SAGA_TAKEOVER_SECONDS',
  key: 'sagaTakeoverSeconds',
  type: code`number`,
  read: code`env.integer('SAGA_TAKEOVER_SECONDS', { min: 1, max: 3_600, fallback: 30 })`,
  fallback: '30',
  text: {
    en: 'within this time other workers go on with the sagas of one that died; the same for all of them',
    zh: '某个 worker 中断后，其他 worker 在此时间内接管其长事务；各进程须相同',
  },
};

const trustedProxies: Setting = {
  variable: 'TRUSTED_PROXIES',
  key: 'trustedProxies',
  type: code`readonly string[]`,
  read: code`env.addresses('TRUSTED_PROXIES')`,
  fallback: '',
  text: {
    en: 'addresses of proxies whose `X-Forwarded-For` names the caller, separated by commas: `10.0.0.0/8`, `loopback`; not set: none, and callers count by their connection',
    zh: '可信代理的地址，以逗号分隔，由其 `X-Forwarded-For` 得知调用方：`10.0.0.0/8`、`loopback`；不设置则不信任任何代理，按连接的地址计数',
  },
};

const workerPort: Setting = {
  variable: 'WORKER_PORT',
  key: 'workerPort',
  type: code`number`,
  read: code`env.integer('WORKER_PORT', { min: 0, max: 65_535, fallback: 0 })`,
  fallback: '0',
  text: {
    en: "port of the worker's `/healthz`, `/readyz` and `/metrics`; 0: none",
    zh: 'worker 进程提供 `/healthz`、`/readyz`、`/metrics` 的端口；0 表示不提供',
  },
};

function serviceUrl(one: Service): Setting {
  return {
    variable: one.urlVariable,
    key: configKey(one.urlVariable),
    type: code`string | null`,
    read: code`env.url(${literal(one.urlVariable)}, 'http:', 'https:')`,
    fallback: '',
    text: {
      en: `address of the ${one.name} service; not set: its calls fail as unavailable`,
      zh: `${one.label}服务的地址；不设置时对它的调用均按不可用处理`,
    },
  };
}
