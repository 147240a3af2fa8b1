import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lang } from '../diagnostic.ts';
import type { Each, Emitter } from './define.ts';
import { filesIn, stem } from './emitter-files.ts';
import { ownEmitters } from './own-emitters.ts';
import { emitProblem } from './problem.ts';
import { subjectsOf } from './subjects.ts';

/** An emitter and the file it stands in. */
export interface FoundEmitter {
  readonly file: string;
  readonly emitter: Emitter;
}

/** Ours, sorted by path; one of the user's at the path of one of ours takes its place. */
export async function discoverEmitters(
  userFolder: string | null,
  lang: Lang,
): Promise<readonly FoundEmitter[]> {
  const found = new Map<string, FoundEmitter>();
  for (const [name, emitter] of Object.entries(await ownEmitters())) {
    found.set(name, { file: `emitters/${name}`, emitter });
  }
  if (userFolder !== null) {
    const files = filesIn(userFolder).map((path) => ({ path, file: join(userFolder, path) }));
    const loaded = files.map(async (one) => ({ ...one, emitter: await load(one.file, lang) }));
    for (const { path, file, emitter } of await Promise.all(loaded)) {
      found.set(stem(path), { file, emitter });
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
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
