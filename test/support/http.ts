import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Ends connections that are open, too. */
  stop(): Promise<void>;
}

/** A server of this process, on a port of its own. */
export async function listen(answer: RequestListener, port = 0): Promise<TestServer> {
  const server = createServer(answer).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Below those that systems give to connections, which may take any of theirs at any time. */
const PORTS = { from: 12_000, to: 32_000 };
const WORKERS = 8;

/** Each test process counts through ports of its own. */
const share = Math.floor((PORTS.to - PORTS.from) / WORKERS);
const first = PORTS.from + (Number(process.env['VITEST_POOL_ID'] ?? 0) % WORKERS) * share;
let next = Math.floor(Math.random() * share);

/** A port that nothing listens on, and that nobody else is given meanwhile. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < share; attempt += 1) {
    const port = first + (next % share);
    next += 1;
    const server = await listen(() => {}, port).catch(() => null);
    if (server === null) continue;
    await server.stop();
    return port;
  }
  throw new Error('no port is free');
}
