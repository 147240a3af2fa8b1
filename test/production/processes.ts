import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { workshop } from '../e2e/backend.ts';
import type { TestBroker } from './broker.ts';

const RESTART_MS = 1_000;

/**
 * A process of a generated project, killed without warning and started again; one that ends by
 * itself is started again too, as whoever runs containers does.
 */
export function ownProcess(
  fixture: string,
  script: string,
  env: Record<string, string>,
): Omit<TestBroker, 'url'> & { readonly endings: () => number } {
  const output = createWriteStream(join(workshop, fixture, `${env['NAME'] ?? 'process'}.log`));
  let child: ChildProcess;
  let isWanted = false;
  let endings = 0;
  let waiting: NodeJS.Timeout;
  const start = () => {
    child = spawn('node', [script], {
      cwd: join(workshop, fixture),
      env: {
        ...process.env,
        ...env,
        PATH: `${join(workshop, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
      },
    });
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    child.once('exit', () => {
      if (!isWanted) return;
      endings += 1;
      waiting = setTimeout(start, RESTART_MS);
    });
  };
  const stop = async (signal: NodeJS.Signals) => {
    isWanted = false;
    clearTimeout(waiting);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    /** How often it has ended by itself. */
    endings: () => endings,
    async heal() {
      isWanted = true;
      start();
    },
    cut: () => stop('SIGKILL'),
    async end() {
      await stop('SIGTERM');
      output.end();
    },
  };
}
