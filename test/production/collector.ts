import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from '../support/http.ts';
import type { TestServer } from '../support/http.ts';

/** What OTLP says of a span, as far as tests look at it. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** Takes what services send by OTLP over HTTP, and keeps it. */
export async function startCollector() {
  const spans: Span[] = [];
  const stop = await serve(async (request) => {
    const body = (await json(request)) as Export;
    for (const { scopeSpans } of body.resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
  });
  return { ...stop, spans };
}

/** Answers `{}` to all that is posted, once `take` has seen it. */
export function serve(take: (request: IncomingMessage) => Promise<void>): Promise<TestServer> {
  return listen((request, response) => {
    void take(request).then(() => response.setHeader('content-type', 'application/json').end('{}'));
  });
}
