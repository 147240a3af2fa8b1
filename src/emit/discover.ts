import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Lang } from '../diagnostic.ts';
import type { Each, Emitter } from './define.ts';
import { emitProblem } from './problem.ts';
import { subjectsOf } from './subjects.ts';

/** An emitter and the file it stands in. */
export interface FoundEmitter {
  readonly file: string;
  readonly emitter: Emitter;
}

const ownFolder = fileURLToPath(new URL('./emitters/', import.meta.url));
/** Ours is TypeScript in a checkout and JavaScript in the package. */
const ownExtension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Ours, sorted by path; one of the user's at the path of one of ours takes its place. */
export async function discoverEmitters(
  userFolder: string | null,
  lang: Lang,
): Promise<readonly FoundEmitter[]> {
  const files = new Map(
    filesIn(ownFolder, [ownExtension]).map((path) => [stem(path), join(ownFolder, path)]),
  );
  if (userFolder !== null) {
    for (const path of filesIn(userFolder, ['.ts', '.js', '.mjs'])) {
      files.set(stem(path), join(userFolder, path));
    }
  }
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return Promise.all(sorted.map(async ([, file]) => ({ file, emitter: await load(file, lang) })));
}

function filesIn(folder: string, extensions: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .filter((path) => extensions.some((extension) => path.endsWith(extension)));
}

function stem(path: string): string {
  return path.replaceAll('\\', '/').replace(/\.m?[jt]s$/, '');
}

async function load(file: string, lang: Lang): Promise<Emitter> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    throw emitProblem('brokenEmitter', lang, { file, why: String(cause) }, cause);
  }
  const emitter =
    typeof module === 'object' && module !== null && 'emitter' in module ? module.emitter : null;
  if (!isEmitter(emitter)) throw emitProblem('noEmitter', lang, { file, why: '' });
  return emitter;
}

function isEmitter(found: unknown): found is Emitter {
  if (typeof found !== 'object' || found === null) return false;
  if (!('each' in found && 'path' in found && 'build' in found)) return false;
  return (
    isEach(found.each) && typeof found.path === 'function' && typeof found.build === 'function'
  );
}

function isEach(found: unknown): found is Each {
  return typeof found === 'string' && Object.hasOwn(subjectsOf, found);
}
