import type { Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { endpoints } from '../../../http/endpoints.ts';
import type { Endpoint } from '../../../http/endpoints.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { withRoles } from '../../../tests/callers.ts';
import { testKit } from '../../../tests/paths.ts';
import { code, literal, type, value } from '../../../typescript/code.ts';
import type { Code } from '../../../typescript/code.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

const vitest = (name: string) => value(name, 'vitest');
const sdk = (name: string) => value(name, '@opentelemetry/sdk-trace');
const takeSpans = value('takeSpans', 'pkg/tracer/opentelemetry.ts');

/** A request to the first list is one trace, from the caller to the database. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => isTraced(model) && listOf(model) !== null,
  path: () => 'tests/tracing/tracing.test.ts',
  build(model) {
    const list = listOf(model);
    if (list === null) throw new Error('nothing is listed');
    return tsFile(setUp(), tests(list));
  },
});

function setUp(): Code {
  return code`
    /** The trace and the span of a caller, from the examples of W3C Trace Context. */
    const TRACE = '0af7651916cd43dd8448eb211c80319c';
    const CALLER = 'b7ad6b7169203331';

    const exporter = new ${sdk('InMemorySpanExporter')}();
    let service: ${testKit.Service};
    let stopTracing: () => Promise<void>;

    ${vitest('beforeAll')}(async () => {
      const sampling = { traceSampler: 'parentbased_traceidratio', traceShare: 0 };
      stopTracing = ${takeSpans}(new ${sdk('SimpleSpanProcessor')}({ exporter }), sampling);
      service = await ${testKit.startService}({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' });
    });

    ${vitest('afterAll')}(async () => {
      await service.stop();
      await stopTracing();
    });`;
}

function tests({ by, handler, path }: Endpoint): Code {
  const url = { kind: 'code' as const, parts: [textLiteral(encodeURI(path))] };
  const [role] = by.roles;
  const as =
    role !== undefined || by.signedIn
      ? withRoles(role === undefined ? [] : [role])
      : code`${testKit.anonymous}`;
  const name = (text: string): Code => code`${literal(text)}`;
  return code`
    async function ask(flags: string) {
      const as = ${as};
      exporter.reset();
      const headers = { traceparent: \`00-\${TRACE}-\${CALLER}-\${flags}\` };
      ${vitest('expect')}((await service.get(${url}, { as, headers })).status).toBe(200);
      return exporter.getFinishedSpans();
    }

    ${vitest('test')}('a request is one trace, from its caller to the database', async () => {
      const spans = await ask('01');
      const request = spans.find((span) => span.name === ${name(`GET ${path}`)});
      const handler = spans.find((span) => span.name === ${name(handler)});
      ${vitest('expect')}(request?.parentSpanContext?.spanId).toBe(CALLER);
      ${vitest('expect')}(handler?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
      ${vitest('expect')}(spans.some((span) => 'db.query.text' in span.attributes)).toBe(true);
      ${vitest('expect')}(new Set(spans.map(traceOf))).toEqual(new Set([TRACE]));
    });

    ${vitest('test')}('what its caller does not trace is not traced here', async () => {
      ${vitest('expect')}(await ask('00')).toEqual([]);
    });

    function traceOf(span: ${type('ReadableSpan', '@opentelemetry/sdk-trace')}): string {
      return span.spanContext().traceId;
    }`;
}

/** A list that somebody may read whoever he is. */
function listOf(model: Model): Endpoint | null {
  const lists = endpoints(model).filter(
    (one) => one.kind === 'query' && one.query.kind === 'list' && !one.path.includes(':'),
  );
  return lists.find(({ by }) => by.anyone || by.signedIn || by.roles.length > 0) ?? null;
}
