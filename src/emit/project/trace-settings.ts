import { code } from '../typescript/code.ts';
import type { Setting } from './settings.ts';

/** What OpenTelemetry has names for. */
export const traceSettings: readonly Setting[] = [
  {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    key: 'traceUrl',
    type: code`string | null`,
    read: code`env.url('OTEL_EXPORTER_OTLP_ENDPOINT', 'http:', 'https:')`,
    fallback: '',
    text: {
      en: 'collector that traces are sent to, OTLP over HTTP: `http://localhost:4318`; not set: nothing is traced',
      zh: '接收链路追踪数据的采集器（OTLP over HTTP）：`http://localhost:4318`；不设置则不做追踪',
    },
  },
  {
    variable: 'OTEL_TRACES_SAMPLER',
    key: 'traceSampler',
    type: code`string`,
    read: code`env.oneOf('OTEL_TRACES_SAMPLER', TRACE_SAMPLERS, 'parentbased_traceidratio')`,
    fallback: 'parentbased_traceidratio',
    text: {
      en: 'which requests are traced, as OpenTelemetry names it; those that begin with `parentbased_` take the caller at its word',
      zh: '追踪哪些请求，取值同 OpenTelemetry；以 `parentbased_` 开头的遵从调用方的决定',
    },
  },
  {
    variable: 'OTEL_TRACES_SAMPLER_ARG',
    key: 'traceShare',
    type: code`number`,
    read: code`env.share('OTEL_TRACES_SAMPLER_ARG', 1)`,
    fallback: '1',
    text: {
      en: 'share of requests that are traced, from 0 to 1',
      zh: '被追踪的请求所占的比例，从 0 到 1',
    },
  },
];
