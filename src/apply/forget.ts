import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  MANIFEST,
  emptyManifest,
  objectPath,
  printManifest,
  readManifest,
} from '../state/index.ts';
import type { Entry, Manifest, Pin } from '../state/index.ts';
import { replaceFile } from './files.ts';
import type { Step } from './transaction.ts';

type Content = (sha: string) => Uint8Array;

/**
 * A run was finished late, and these files had been written by somebody in between. What was meant
 * for them did not reach them, so their bases go back: the next run merges it in.
 */
export function forget(
  root: string,
  paths: readonly string[],
  steps: readonly Step[],
  content: Content,
): void {
  const before = steps.find((step) => step.path === MANIFEST)?.before ?? null;
  const now = parsed(readFileSync(join(root, MANIFEST)));
  const then = before === null ? emptyManifest : parsed(content(before));
  const removed = new Map(
    steps.flatMap(({ path, before: sha, after }) =>
      sha !== null && after === null ? [[path, sha] as const] : [],
    ),
  );
  const files: Record<string, Entry> = { ...now.files };
  const pins: Record<string, Pin> = { ...now.pins };
  for (const path of paths) {
    const [entry, pin] = [then.files[path], then.pins[path]];
    if (entry === undefined) delete files[path];
    else files[path] = entry;
    if (pin === undefined) delete pins[path];
    else pins[path] = pin;
    for (const sha of [entry?.base, pin?.theirs]) bringBack(root, sha, removed, content);
  }
  const text = printManifest({ ...now, input: '', files, pins });
  replaceFile(join(root, MANIFEST), Buffer.from(text, 'utf8'), 0o644, 'forget');
}

/** The run may have tidied away what is referred to again. */
function bringBack(
  root: string,
  object: string | undefined,
  removed: ReadonlyMap<string, string>,
  content: Content,
): void {
  if (object === undefined) return;
  const path = objectPath(object);
  const sha = removed.get(path);
  if (sha === undefined || existsSync(join(root, path))) return;
  replaceFile(join(root, path), content(sha), 0o644, 'forget');
}

function parsed(bytes: Uint8Array): Manifest {
  return readManifest(new TextDecoder().decode(bytes)) ?? emptyManifest;
}
