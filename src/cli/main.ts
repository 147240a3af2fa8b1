import { enableCompileCache } from 'node:module';
import { keepMemoryLow } from './memory.ts';
import { version } from '../version.ts';

/** The package's own command: the same generators with the same words. */
export async function main(argv: readonly string[]): Promise<number> {
  enableCompileCache();
  keepMemoryLow();
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const { pick, unknownGenerator } = await import('./pick.ts');
  if (name === '--help' || name === '-h') {
    const { listOf } = await import('./help.ts');
    const { generators } = await import('../../generators/index.ts');
    process.stdout.write(listOf(generators, { lang: 'en', color: false }));
    return 0;
  }
  const picked = name === undefined ? null : pick(name);
  if (picked === null) {
    process.stderr.write(unknownGenerator(name ?? null));
    return 1;
  }
  const { runGenerator } = await import('./run.ts');
  const { terminalProgress } = await import('./progress.ts');
  const { surroundings } = await import('./surroundings.ts');
  const around = surroundings(() => terminalProgress((text) => process.stderr.write(text)));
  return runGenerator(picked.generator, rest, around, picked.calledAs);
}
