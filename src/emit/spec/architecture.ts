import type { Model } from '../../model/model.ts';
import { hasCache, hasEvents, hasFiles } from '../features.ts';
import { catalogue, dependenciesOf } from '../project/catalogue.ts';
import { foldersOf } from './layout.ts';
import { blocks, fenced, label, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';

export const architecture: Section = {
  title: { en: 'Architecture', zh: '架构' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      t(
        'One deployable in four layers that import inwards only, which `tests/unit/architecture.test.ts` holds.',
        '单一部署单元，分为四层，只能由外向内依赖，由 `tests/unit/architecture.test.ts` 保证。',
      ),
      `### ${t('Stack', '技术栈')}`,
      stack(model, t),
      `### ${t('Parts', '组成')}`,
      fenced('mermaid', diagram(model, t)),
      `### ${t('Folders', '目录')}`,
      table(
        [t('folder', '目录'), t('what is in it', '内容')],
        foldersOf(model, t).map(({ path, text }) => [tick(`${path}/`), text]),
      ),
    );
  },
};

function stack(model: Model, t: Tell): string {
  const versions = {
    node: catalogue['node']?.version ?? '',
    ...dependenciesOf(model, { development: false }),
  };
  return table(
    [t('package', '依赖包'), t('version', '版本'), t('for', '用途')],
    Object.entries(versions).map(([name, version]) => [tick(name), version, purpose(name, t)]),
  );
}

function purpose(name: string, t: Tell): string {
  const purposes: Readonly<Record<string, string>> = {
    '@dbos-inc/dbos-sdk': t('sagas', '长事务'),
    '@electric-sql/pglite': t('embedded database', '内嵌数据库'),
    '@fastify/multipart': t('uploads', '文件上传'),
    '@fastify/swagger': t('API description', '接口描述'),
    '@fastify/swagger-ui': t('API page', '接口文档页面'),
    '@fastify/type-provider-typebox': t('types of requests', '请求类型'),
    '@fastify/under-pressure': t('load shedding', '过载保护'),
    '@nats-io/jetstream': t('messages over NATS', 'NATS 消息'),
    '@nats-io/transport-node': t('messages over NATS', 'NATS 消息'),
    '@opentelemetry/api': t('traces', '链路追踪'),
    '@opentelemetry/context-async-hooks': t('traces', '链路追踪'),
    '@opentelemetry/core': t('traces', '链路追踪'),
    '@opentelemetry/exporter-trace-otlp-http': t('sending traces', '发送链路数据'),
    '@opentelemetry/resources': t('traces', '链路追踪'),
    '@opentelemetry/sdk-trace': t('traces', '链路追踪'),
    ajv: t('validation', '校验'),
    'ajv-formats': t('validation', '校验'),
    bullmq: t('queue of jobs', '任务队列'),
    'close-with-grace': t('graceful stop', '优雅停机'),
    cockatiel: t('retries, breakers, bulkheads', '重试、熔断与隔舱'),
    'decimal.js': t('exact numbers', '精确数值'),
    'fast-json-stringify': t('answers as text', '应答序列化'),
    fastify: 'HTTP',
    ioredis: 'Redis',
    jose: t('tokens', '令牌'),
    kysely: 'SQL',
    'lru-cache': t('cache in the process', '进程内缓存'),
    node: t('runtime', '运行时'),
    pg: 'PostgreSQL',
    pino: t('logs', '日志'),
    'prom-client': t('metrics', '指标'),
    'rabbitmq-client': t('messages over RabbitMQ', 'RabbitMQ 消息'),
    typebox: t('schemas', '模式'),
  };
  return purposes[name] ?? '';
}

function diagram(model: Model, t: Tell): readonly string[] {
  const node = (id: string, text: string): string => `  ${id}[${label(text)}]`;
  return [
    'flowchart TD',
    node('client', t('Client', '客户端')),
    node('http', t('HTTP routes', 'HTTP 路由')),
    node('application', t('Use cases', '用例')),
    node('domain', t('Aggregates and rules', '聚合与规则')),
    node('repositories', t('Repositories', '仓储')),
    node('database', t('PostgreSQL or the embedded database', 'PostgreSQL 或内嵌数据库')),
    '  client --> http --> application --> domain',
    '  application --> repositories --> database',
    ...(hasCache(model)
      ? [node('cache', t('Cache of views', '视图缓存')), '  repositories --> cache']
      : []),
    ...(hasEvents(model)
      ? [
          node('relay', t('Outbox relay', '发件箱中继')),
          `  database --> relay -->|${label(t('reactions', '反应'))}| application`,
        ]
      : []),
    ...(hasFiles(model)
      ? [node('files', t('Files on disk', '磁盘文件')), '  application --> files']
      : []),
    ...model.services.flatMap((one, index) => [
      node(`service${index}`, one.label),
      `  application --> service${index}`,
    ]),
  ];
}
