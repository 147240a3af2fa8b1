import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiagnosticError } from '../diagnostic.ts';
import { LOCAL_FOLDER } from '../state/index.ts';
import { errorCode, writeDurably } from './files.ts';

interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system tells it: a number used again is not the same process. */
  readonly began: string;
}

export interface LockOptions {
  /** How long another run is waited for. */
  readonly waitMs?: number;
}

const POLL_MS = 50;
/** What the running work holds, so that it can call what takes the lock itself. */
const held = new AsyncLocalStorage<readonly string[]>();

/** Only one run at a time works on a tree. A run that died leaves a lock that the next one takes over. */
export async function withLock<Result>(
  root: string,
  work: () => Result | Promise<Result>,
  { waitMs = 10_000 }: LockOptions = {},
): Promise<Result> {
  const mine = held.getStore() ?? [];
  if (mine.includes(root)) return work();
  const release = await acquire(root, waitMs);
  try {
    return await held.run([...mine, root], async () => work());
  } finally {
    release();
  }
}

async function acquire(root: string, waitMs: number): Promise<() => void> {
  const folder = join(root, LOCAL_FOLDER);
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  const me: Holder = { id: randomUUID(), pid: process.pid, host: hostname(), began: began('self') };
  const own = join(folder, `lock-${me.id}`);
  writeDurably(own, JSON.stringify(me));
  try {
    for (const until = Date.now() + waitMs; ;) {
      if (tryLink(own, lock)) return () => release(lock, me.id);
      const holder = readHolder(lock);
      if (holder !== null && isDead(holder)) takeAway(lock, holder.id);
      else if (Date.now() >= until) throw busy(holder);
      else await sleep(POLL_MS);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function tryLink(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    return errorCode(cause) === 'ESRCH';
  }
  return holder.began !== '' && began(holder.pid) !== holder.began;
}

/** Two may find the same dead holder: whoever moved a living one's lock away puts it back. */
function takeAway(lock: string, id: string): void {
  const aside = `${lock}-dead-${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readHolder(aside)?.id !== id) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function release(lock: string, id: string): void {
  if (readHolder(lock)?.id === id) rmSync(lock, { force: true });
}

function began(pid: number | 'self'): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function busy(holder: Holder | null): DiagnosticError {
  const who = holder === null ? '' : ` (process ${holder.pid} on ${holder.host})`;
  return new DiagnosticError([
    {
      code: 'apply.busy',
      severity: 'error',
      message: `another run is at work on this project${who}`,
      next: `wait for it; if there is none, remove ${LOCAL_FOLDER}/lock`,
    },
  ]);
}
