import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { execa } from 'execa';
import { freePort } from '../support/http.ts';
import { listening } from './broker.ts';

/** A Redis of a test's own, which it may stop, start and stop breathing. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** Takes connections and answers nothing, with all that it holds. */
  pause(): void;
  resume(): void;
  /** As a machine that loses power: nothing it held is kept. */
  kill(): Promise<void>;
}

/** Whether there is one to start. In CI a missing server is a failure and never a skipped test. */
export async function hasRedisServer(): Promise<boolean> {
  try {
    await execa('redis-server', ['--version']);
    return true;
  } catch (cause) {
    if (process.env['CI'] === 'true') throw new Error('no redis-server', { cause });
    return false;
  }
}

export async function makeRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const args = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--daemonize',
        'no',
      ];
      server = spawn('redis-server', args, { stdio: 'ignore' });
      await listening(port);
    },
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async kill() {
      if (server === null || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}
