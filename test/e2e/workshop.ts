import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { catalogue } from '../../src/emit/project/catalogue.ts';
import { workshop } from './backend.ts';

/** Installs, once for all, what any generated project may need; the first that comes does the work. */
export async function install(): Promise<void> {
  const manifest = `${JSON.stringify({
    private: true,
    type: 'module',
    allowScripts: { node: true },
    dependencies: Object.fromEntries(
      Object.entries(catalogue).map(([name, { version }]) => [name, version]),
    ),
  })}\n`;
  const wanted = createHash('sha256').update(manifest).digest('hex');
  const done = join(workshop, 'installed');
  const lock = join(workshop, 'installing');
  await mkdir(workshop, { recursive: true });
  while ((await textOf(done)) !== wanted) {
    if (!(await claim(lock))) {
      await sleep(500);
      continue;
    }
    try {
      await writeFile(join(workshop, 'package.json'), manifest);
      await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], {
        cwd: workshop,
      });
      await writeFile(done, wanted);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
}

/** One that was left by a run that is over is taken away. */
async function claim(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(await textOf(lock));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
