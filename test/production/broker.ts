import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/http.ts';

/** How long a server may take to start. */
const START_MS = 60_000;

/** A broker that can be taken away and brought back. */
export interface TestBroker {
  readonly url: string;
  cut(): Promise<void>;
  heal(): Promise<void>;
  end(): Promise<void>;
}

/** Whether something listens; in CI a missing server is a failure and never a skipped test. */
export async function answers(port: number, name: string): Promise<boolean> {
  const isThere = await isOpen(port);
  if (!isThere && process.env['CI'] === 'true') throw new Error(`no ${name} on port ${port}`);
  return isThere;
}

/** A server of our own, killed without warning and started again on what it had written. */
export async function ownServer(
  command: string,
  args: (port: number, folder: string) => readonly string[],
  scheme: string,
): Promise<TestBroker> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'broker-'));
  let child: ChildProcess;
  const start = async () => {
    child = spawn(command, args(port, folder), { stdio: 'ignore' });
    await listening(port);
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    cut: stop,
    heal: start,
    async end() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server that runs here anyway, behind a line that can be cut. */
export async function behindProxy(
  target: number,
  url: (port: number) => string,
): Promise<TestBroker> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
    return client;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cut = async () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url(port),
    cut,
    async heal() {
      isCut = false;
    },
    async end() {
      await cut();
      server.close();
    },
  };
}

/** Waits until something does. */
export async function listening(port: number): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
    if (await isOpen(port)) return;
  }
  throw new Error(`nothing listens on port ${port}`);
}

function isOpen(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
