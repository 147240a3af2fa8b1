import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

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
export async function serve(take: (request: IncomingMessage) => Promise<void>) {
  const server = createServer((request, response) => {
    void take(request).then(() => response.setHeader('content-type', 'application/json').end('{}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
    },
  };
}
