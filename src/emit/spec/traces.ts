import type { Model } from '../../model/model.ts';
import { hasBroker, hasCache, hasEvents, hasJobs, hasSagas, isTraced } from '../features.ts';
import { blocks, table, tick } from './markdown.ts';
import type { Tell } from './section.ts';

/** What can be followed through the service, and by which name. */
export function traces(model: Model, t: Tell): string {
  return isTraced(model)
    ? blocks(
        t(
          'With `OTEL_EXPORTER_OTLP_ENDPOINT` requests are traced by OpenTelemetry, in the trace of their caller if a `traceparent` names one, and so is what follows them later. Without it nothing of that is loaded.',
          '设置 `OTEL_EXPORTER_OTLP_ENDPOINT` 后按 OpenTelemetry 追踪请求及其后续处理；请求带有 `traceparent` 时归入调用方的链路。不设置则不加载任何相关代码。',
        ),
        table(
          [t('span', '跨度'), t('is', '含义')],
          spans(model, t).map(([name, text]) => [tick(name), text]),
        ),
        t(
          'Logs are JSON lines on standard output, with `requestId`, `event`, `job` or `saga`, and `traceId` where there is one. Neither spans nor logs hold what the PRD marks as `secret`; `pii` is masked in logs and never in a span.',
          '日志为标准输出上的 JSON 行，带 `requestId`、`event`、`job` 或 `saga`，有链路时带 `traceId`。跨度与日志都不含标为 `secret` 的内容；标为 `pii` 的内容在日志中脱敏，不会出现在跨度中。',
        ),
      )
    : t(
        'Logs are JSON lines on standard output. Each use case is a span on the diagnostics channel that `pkg/tracer` names.',
        '日志为标准输出上的 JSON 行。每个用例都会作为一个跨度发布到 `pkg/tracer` 命名的诊断通道。',
      );
}

function spans(model: Model, t: Tell): readonly (readonly [string, string])[] {
  return [
    ['GET /path/:id', t('a request, by method and route', '请求，按方法与路由命名')],
    ['createSomething', t('a use case, by its handler', '用例，按处理函数命名')],
    ['insert table', t('a statement, by what it does to which tables', '语句，按操作与表命名')],
    ...(hasCache(model)
      ? [
          [
            'cache Name',
            t(
              'a cached read; `cache.result` tells where it was found',
              '缓存读取；`cache.result` 说明命中何处',
            ),
          ] as const,
        ]
      : []),
    ...model.services.flatMap((one) =>
      one.calls.map(
        (call) =>
          [
            `${one.name} ${call.name}`,
            t('an attempt at an outside service', '对外部服务的一次调用'),
          ] as const,
      ),
    ),
    ...(hasBroker(model)
      ? [['publish Event', t('an event handed to the broker', '事件交给消息服务器')] as const]
      : []),
    ...(hasEvents(model)
      ? [
          [
            'process Event',
            t('a reaction to an event; `reaction` names it', '对事件的反应；`reaction` 为其名称'),
          ] as const,
        ]
      : []),
    ...(hasSagas(model)
      ? [['saga name', t('a saga, from its event to its end', '长事务，从起始事件到结束')] as const]
      : []),
    ...(hasJobs(model)
      ? [['job Name', t('a run of a job: a trace of its own', '一次定时任务，自成链路')] as const]
      : []),
  ];
}
