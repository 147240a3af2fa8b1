import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import pg from 'pg';
import { freePort } from '../support/http.ts';
import type { TestBroker } from './broker.ts';

/** A PostgreSQL of a test's own, which stops as in a crash and recovers when it is started again. */
export async function ownPostgres(): Promise<TestBroker> {
  const bin = await binaries();
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const [command, ...before] = await asPostgres(folder);
  const data = join(folder, 'db');
  const run = (program: string, ...args: readonly string[]) =>
    [
      command ?? join(bin, program),
      [...(command ? [...before, join(bin, program)] : []), ...args],
    ] as const;
  await execa(
    ...run(
      'initdb',
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ),
  );
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess;
  const start = async () => {
    const [program, args] = run(
      'postgres',
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
    );
    server = spawn(program, args, { stdio: 'ignore' });
    await answering(url);
  };
  const stop = async () => {
    const ended = once(server, 'exit');
    // Its children go too, at once and without a word: what is not on the disk is lost.
    server.kill('SIGQUIT');
    await ended;
  };
  await start();
  return {
    url,
    cut: stop,
    heal: start,
    async end() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whether there is one to start. In CI a missing server is a failure and never a skipped test. */
export async function hasPostgresServer(): Promise<boolean> {
  try {
    await execa(join(await binaries(), 'postgres'), ['--version']);
    return true;
  } catch (cause) {
    if (process.env['CI'] === 'true') throw new Error('no postgres to start', { cause });
    return false;
  }
}

async function binaries(): Promise<string> {
  const all = '/usr/lib/postgresql';
  const versions = (await readdir(all).catch(() => [])).sort((a, b) => Number(a) - Number(b));
  const last = versions.at(-1);
  return last === undefined ? '' : join(all, last, 'bin');
}

/** The server refuses to run as root. */
async function asPostgres(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const { stdout } = await execa('id', ['-u', 'postgres']);
  await chown(folder, Number(stdout), Number(stdout));
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`PostgreSQL does not answer at ${url}`);
}
