import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { workshop } from '../e2e/backend.ts';
import type { TestBroker } from './broker.ts';

/** A process of a generated project, killed without warning and started again. */
export function ownProcess(
  fixture: string,
  script: string,
  env: Record<string, string>,
): Omit<TestBroker, 'url'> & { readonly log: string } {
  const log = join(workshop, fixture, `${env['NAME'] ?? 'process'}.log`);
  const output = createWriteStream(log);
  let child: ChildProcess;
  return {
    log,
    async heal() {
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
    },
    async cut() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async end() {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM'))
        await ended;
      output.end();
    },
  };
}
