import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Emitter } from './define.ts';
import { filesIn, stem } from './emitter-files.ts';

/** Ours, by path without extension. The build puts a list of imports in this module's place. */
export async function ownEmitters(): Promise<Readonly<Record<string, Emitter>>> {
  const folder = fileURLToPath(new URL('./emitters/', import.meta.url));
  const entries = filesIn(folder).map(async (path) => {
    const { emitter } = (await import(pathToFileURL(folder + path).href)) as { emitter: Emitter };
    return [stem(path), emitter] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
