import type { Model } from '../../model/model.ts';
import { hasCache, hasEvents, hasFiles, hasJobs, hasSagas, hasWorker } from '../features.ts';
import type { Tell } from './section.ts';

/** A folder of the generated project and what is in it. */
export interface Folder {
  readonly path: string;
  readonly text: string;
}

/** The folders there are, in the order in which one reads them; a test holds it to the files. */
export function foldersOf(model: Model, t: Tell): readonly Folder[] {
  const folder = (path: string, text: string, when = true): Folder[] =>
    when ? [{ path, text }] : [];
  return [
    ...folder('cmd/api', t('the process that answers requests', '处理请求的进程')),
    ...folder(
      'cmd/worker',
      t('the process that works beside the API', '在 API 之外工作的进程'),
      hasWorker(model),
    ),
    ...folder('cmd/migration', t('brings a database up to date', '将数据库升级到最新')),
    ...folder(
      'internal/domain/entity',
      t('aggregates, owned children, value objects, events', '聚合、从属实体、值对象、事件'),
    ),
    ...folder(
      'internal/domain/repository',
      t('how aggregates are loaded and saved', '聚合的读写接口'),
    ),
    ...folder(
      'internal/domain/service',
      t('ports of outside services', '外部服务的接口'),
      model.services.length > 0,
    ),
    ...folder(
      'internal/application',
      t(
        'all that the service can do (`application.ts`), who may (`access.ts`), ports',
        '服务的全部用例（`application.ts`）、权限（`access.ts`）、端口',
      ),
    ),
    ...folder(
      'internal/application/command',
      t('one use case that writes, each', '每个写用例一个文件'),
    ),
    ...folder(
      'internal/application/query',
      t('one use case that reads, each', '每个读用例一个文件'),
    ),
    ...folder(
      'internal/application/saga',
      t(
        'what spans several aggregates or services, step by step',
        '跨多个聚合或服务的长事务及其步骤',
      ),
      hasSagas(model),
    ),
    ...folder(
      'internal/application/dto',
      t('inputs and views, with their schemas', '输入与视图及其模式'),
    ),
    ...folder('internal/infrastructure', t('what the ports are made of', '各端口的实现与装配')),
    ...folder(
      'internal/infrastructure/persistence',
      t('repositories, rows, migrations', '仓储、行映射、迁移'),
    ),
    ...folder(
      'internal/infrastructure/cache',
      t('repositories whose reads are cached', '带缓存的仓储'),
      hasCache(model),
    ),
    ...folder(
      'internal/infrastructure/mq',
      t('outbox, relay, inbox, retries, broker', '发件箱、中继、收件箱、重试、消息服务器'),
      hasEvents(model),
    ),
    ...folder(
      'internal/infrastructure/jobs',
      t('schedules, rows that commands are due for, retention', '调度、命令到期的数据行、保留期'),
      hasJobs(model),
    ),
    ...folder(
      'internal/infrastructure/saga',
      t('what runs sagas and keeps their outcomes', '运行长事务并保存其结果'),
      hasSagas(model),
    ),
    ...folder(
      'internal/infrastructure/external',
      t('clients of outside services, files on disk', '外部服务客户端、磁盘文件'),
      hasFiles(model) || model.services.length > 0,
    ),
    ...folder('internal/interfaces/http', t('routes and nothing else', '仅路由')),
    ...folder('pkg', t('no word of the business', '不含业务词汇的通用代码')),
    ...folder('scripts', t('tokens and other tools', '令牌等工具')),
    ...folder('deployments', t('image and compose file', '镜像与 compose 文件')),
    ...folder(
      '.github/workflows',
      t(
        'what CI checks: types, tests, that the code follows the PRD',
        'CI 检查：类型、测试、代码与 PRD 一致',
      ),
    ),
    ...folder('tests', t('unit, API and acceptance tests', '单元、接口与验收测试')),
  ];
}
