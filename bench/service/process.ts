import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../test/support/http.ts';
import type { Load, Loaded } from './load.ts';

/** A server under measure. */
export interface Service {
  readonly port: number;
  /** CPU time that it has used, in seconds; null where the system does not tell. */
  cpu(): Promise<number | null>;
  /** The most memory that it has had in use, in MiB; null where the system does not tell. */
  peakMemory(): Promise<number | null>;
  stop(): Promise<void>;
}

export async function startService(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Service> {
  const port = await freePort();
  const env = { ...process.env, ...options.env, HOST: '127.0.0.1', PORT: String(port) };
  const child = spawn(process.execPath, [...command], {
    cwd: options.cwd,
    env,
    // Logs are written as in production, and read by nobody.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await answers(port, child);
  return {
    port,
    cpu: () => cpuOf(child.pid),
    peakMemory: () => peakMemoryOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Sends requests from a process of its own. */
export async function load(what: Load): Promise<Loaded> {
  const child = fork(new URL('load.ts', import.meta.url), { serialization: 'advanced' });
  child.send(what);
  const { promise, resolve, reject } = Promise.withResolvers<Loaded>();
  child.once('message', resolve);
  child.once('exit', () => reject(new Error('the load told no result')));
  const loaded = await promise;
  child.kill();
  return loaded;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the service was not ready within 30 s');
}

/** From Linux's `/proc`, which tells it of each thread to the nanosecond. */
async function cpuOf(pid: number | undefined): Promise<number | null> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => null);
  if (threads === null) return null;
  const times = threads.map(async (thread) => {
    const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
    return Number(text.split(' ')[0]) / 1e9;
  });
  return (await Promise.all(times)).reduce((sum, one) => sum + one, 0);
}

async function peakMemoryOf(pid: number | undefined): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(text ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1_024;
}
