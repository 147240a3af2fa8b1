import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const VERSIONS = '/usr/lib/postgresql';

/** PostgreSQL's own load generator; null where it is not installed. */
export function findPgbench(): string | null {
  if (!existsSync(VERSIONS)) return null;
  const found = readdirSync(VERSIONS)
    .map((version) => join(VERSIONS, version, 'bin/pgbench'))
    .filter((file) => existsSync(file));
  return found.at(-1) ?? null;
}

/** Transactions a second. */
export async function runPgbench(
  pgbench: string,
  options: {
    readonly url: string;
    readonly scripts: readonly string[];
    readonly clients: number;
    readonly seconds: number;
  },
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'pgbench-'));
  try {
    const files = options.scripts.map((_, index) => join(folder, `${index}.sql`));
    for (const [index, script] of options.scripts.entries()) {
      await writeFile(files[index] ?? '', script);
    }
    const flags = ['-n', '-M', 'prepared', '-c', options.clients, '-T', options.seconds];
    const { stdout } = await execa(pgbench, [
      ...flags.map(String),
      ...files.flatMap((file) => ['-f', file]),
      options.url,
    ]);
    const tps = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (!(tps > 0)) throw new Error(`pgbench told no rate:\n${stdout}`);
    return tps;
  } finally {
    await rm(folder, { recursive: true });
  }
}
