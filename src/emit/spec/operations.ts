import type { Model } from '../../model/model.ts';
import {
  dueCommands,
  hasCache,
  hasEvents,
  hasFiles,
  hasJobs,
  hasLimits,
  hasRetention,
  hasSagas,
  hasWorker,
  isTraced,
  linksRedis,
} from '../features.ts';
import { retainedOf } from '../jobs/retained.ts';
import { settingsTable } from '../project/settings-table.ts';
import { blocks, bullets, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';
import { traces } from './traces.ts';

export const operations: Section = {
  title: { en: 'Operations', zh: '运维' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      `### ${t('Processes', '进程')}`,
      processes(model, t),
      hasJobs(model) && blocks(`### ${t('Jobs', '任务')}`, jobs(model, t)),
      `### ${t('Settings', '配置')}`,
      settingsTable(model),
      `### ${t('Watching', '监控')}`,
      watching(model, t),
      `### ${t('Starting, stopping, changing', '启动、停止与变更')}`,
      bullets(changes(model, t)),
    );
  },
};

function processes(model: Model, t: Tell): string {
  return table(
    [t('process', '进程'), t('start', '启动'), t('does', '职责')],
    [
      [
        'api',
        tick('npm start'),
        t(
          'answers requests; with the embedded database it does the work of all',
          '处理请求；使用内嵌数据库时承担全部工作',
        ),
      ],
      ...(hasWorker(model) ? [['worker', tick('npm run worker'), workOf(model, t)]] : []),
      [
        'migration',
        tick('npm run migrate'),
        t('applies what is missing, then ends', '执行缺少的迁移后退出'),
      ],
    ],
  );
}

/** What the worker is there for. */
export function workOf(model: Model, t: Tell): string {
  return [
    ...(hasEvents(model) ? [t('delivers events', '投递事件')] : []),
    ...(hasSagas(model) ? [t('runs sagas', '运行长事务')] : []),
    ...(hasJobs(model) ? [t('runs jobs', '执行任务')] : []),
  ].join(t(', ', '、'));
}

function jobs(model: Model, t: Tell): string {
  const days = (ms: number): string => {
    const count = Math.round(ms / 86_400_000);
    return t(`${count} days`, `${count} 天`);
  };
  const since = (root: string): string => {
    if (root === 'AuditLog') return t('it was written', '写入');
    const isSoft = model.roots.some((one) => one.names.code === root && one.softDelete !== null);
    return isSoft
      ? t('it was deleted', '被删除')
      : t('its last change, unless other rows refer to it', '最后一次修改，且未被其他行引用');
  };
  return blocks(
    t(
      'Each run is made by one process, however many workers there are; one that a process left unfinished is taken up by another, and of runs that were missed one is made up for. Jobs of your own stand in `internal/application/own-jobs.ts`.',
      '无论有多少 worker，每次执行只由一个进程完成；进程中断的执行由其他进程接续，错过的多次执行只补一次。自定义任务写在 `internal/application/own-jobs.ts`。',
    ),
    dueCommands(model).length > 0 &&
      table(
        [t('command', '命令'), t('every', '间隔'), t('on rows', '处理的数据行')],
        dueCommands(model).map((command) => [
          tick(command.action),
          t(`${(command.everyMs ?? 0) / 60_000} min`, `${(command.everyMs ?? 0) / 60_000} 分钟`),
          t('for which it is possible', '可执行该命令的行'),
        ]),
      ),
    hasRetention(model) &&
      table(
        [t('kept', '保留'), t('for', '期限'), t('since', '起算')],
        retainedOf(model).map(({ name, keepMs }) => [tick(name), days(keepMs), since(name)]),
      ),
  );
}

function watching(model: Model, t: Tell): string {
  return blocks(
    table(
      [t('path', '路径'), t('tells', '说明')],
      [
        [tick('/healthz'), t('200 while the process lives', '进程存活即返回 200')],
        [
          tick('/readyz'),
          t(
            '200 when it may get work; 503 when the database is away or it is stopping',
            '可接收请求时返回 200；数据库不可用或正在停机时返回 503',
          ),
        ],
        [tick('/metrics'), t('Prometheus metrics', 'Prometheus 指标')],
      ],
    ),
    table(
      [t('metric', '指标'), t('counts', '含义')],
      [
        [
          tick('http_request_duration_seconds'),
          t('requests by method, route and status', '按方法、路由、状态统计的请求'),
        ],
        [
          tick('handler_duration_seconds'),
          t('use cases by name and result', '按名称和结果统计的用例'),
        ],
        ...(isTraced(model)
          ? [
              [
                tick('database_connections'),
                t(
                  '`active`, `idle`; `waiting` for one: alert when that stays',
                  '`active` 使用中、`idle` 空闲、`waiting` 等待连接（持续不为零时应告警）',
                ),
              ],
            ]
          : []),
        ...(hasCache(model)
          ? [[tick('cache_reads_total'), t('cached reads by result', '按结果统计的缓存读取')]]
          : []),
        ...(hasJobs(model)
          ? [
              [
                tick('job_duration_seconds'),
                t('runs of jobs by name and result', '按名称和结果统计的任务执行'),
              ],
              [
                tick('job_rows_total'),
                t(
                  'rows that jobs have done, that refused, that failed',
                  '任务处理、被拒绝与失败的数据行数',
                ),
              ],
              [
                tick('job_last_success_timestamp_seconds'),
                t(
                  'when a job last ended well: alert when it is too long ago',
                  '任务最近一次成功结束的时间：过久未成功时应告警',
                ),
              ],
            ]
          : []),
        ...(linksRedis(model)
          ? [[tick('redis_up'), t('whether Redis answers', 'Redis 是否应答')]]
          : []),
        ...(hasLimits(model)
          ? [
              [tick('limited_requests_total'), t('requests above a limit', '超出限流的请求')],
              [tick('shed_requests_total'), t('requests refused under load', '过载时拒绝的请求')],
            ]
          : []),
        ...(model.services.length > 0
          ? [
              [
                tick('service_call_duration_seconds'),
                t('attempts at outside services by result', '按结果统计的外部服务调用'),
              ],
              [
                tick('service_breaker_state'),
                t(
                  '0 called, 1 left alone, 2 tried: alert on 1',
                  '0 正常，1 熔断（应告警），2 试探',
                ),
              ],
              [tick('service_call_slots'), t('room for more calls', '尚可发起的调用数')],
            ]
          : []),
        ...(hasSagas(model)
          ? [
              [
                tick('sagas_total'),
                t(
                  'sagas by name and result: alert on `failed`',
                  '按名称和结果统计的长事务（`failed` 应告警）',
                ),
              ],
              [tick('sagas_running'), t('sagas that the process runs', '进程正在运行的长事务')],
            ]
          : []),
        ...(hasEvents(model)
          ? [
              [
                tick('events_relayed_total'),
                t('events that left the outbox, by result', '按结果统计的离开发件箱的事件'),
              ],
              [
                tick('events_pending'),
                t(
                  'events in the outbox, reactions to be tried again, and `parked`: alert on those',
                  '发件箱中的事件、待重试的反应、已搁置（`parked`，应告警）的反应',
                ),
              ],
              [
                tick('events_oldest_seconds'),
                t('age of the oldest event in the outbox', '发件箱中最早事件的等待时间'),
              ],
              [
                tick('reactions_total'),
                t('reactions by name and result', '按名称和结果统计的反应'),
              ],
              [
                tick('reaction_delay_seconds'),
                t(
                  'time from an event to the end of a reaction to it',
                  '从事件发生到反应完成的时间',
                ),
              ],
            ]
          : []),
      ],
    ),
    traces(model, t),
  );
}

function changes(model: Model, t: Tell): readonly string[] {
  return [
    t(
      'On SIGTERM `/readyz` turns 503 and answers close their connections; after half a second the port closes, open requests end, and the process exits within 30 s.',
      '收到 SIGTERM 后 `/readyz` 变为 503 且响应关闭连接；半秒后关闭端口，处理完已有请求，30 秒内退出。',
    ),
    t(
      'Migrations are files that are never changed once applied; a database with another history is refused.',
      '迁移文件一经执行不再修改；历史不一致的数据库会被拒绝。',
    ),
    t(
      `Back up the database${hasFiles(model) ? ' and `FILES_FOLDER`' : ''}; nothing else holds state. The embedded database does not force its writes to disk: it is for development and small loads.`,
      `需要备份数据库${hasFiles(model) ? '与 `FILES_FOLDER`' : ''}，其他地方没有状态。内嵌数据库不强制落盘，仅用于开发与小负载。`,
    ),
    ...(hasEvents(model)
      ? [
          t(
            'What failed ten times is parked with its error: `npm run dead-letters -- list` shows it, `replay` has it tried again, `drop` forgets it.',
            '失败十次的反应连同错误被搁置：`npm run dead-letters -- list` 查看，`replay` 重试，`drop` 丢弃。',
          ),
        ]
      : []),
  ];
}
