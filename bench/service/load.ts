import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onAnswers } from './answers.ts';

/** What one run of requests sends: whole requests as text, one after another on each connection. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly string[];
  /** How long a connection waits before each request, in milliseconds on the average; not at all when left out. */
  readonly thinkMs?: number;
}

export interface Loaded {
  readonly answers: number;
  /** By status; anything but 2xx spoils a run. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

/** A process of its own, cheap enough not to be what is measured: no parser, no promises. */
process.on('message', (load: Load) => {
  void run(load).then((loaded) => process.send?.(loaded));
});

async function run({ port, connections, seconds, requests, thinkMs = 0 }: Load): Promise<Loaded> {
  const texts = requests.map((text) => Buffer.from(text));
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  let next = 0;

  await Promise.all(
    Array.from({ length: connections }, async () => {
      // People do not come all at once.
      if (thinkMs > 0) await sleep(Math.random() * 2 * thinkMs);
      await one();
    }),
  );
  times.sort((a, b) => a - b);
  return {
    answers: times.length,
    statuses,
    seconds: (performance.now() - start) / 1_000,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };

  function one(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sent = 0;
    const send = (): void => {
      sent = performance.now();
      if (sent > end) socket.end();
      else socket.write(texts[(next += 1) % texts.length] ?? '');
    };
    const think = (): void => {
      if (thinkMs === 0) send();
      else setTimeout(send, Math.random() * 2 * thinkMs);
    };
    onAnswers(socket, (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(performance.now() - sent);
      think();
    });
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    return promise;
  }
}
