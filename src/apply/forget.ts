import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, emptyManifest, printManifest, readManifest } from '../state/index.ts';
import type { Manifest } from '../state/index.ts';
import { replaceFile } from './files.ts';

/**
 * A run was finished late, and these files had been written by somebody in between. What was meant
 * for them did not reach them, so their bases go back: the next run merges it in.
 */
export function forget(root: string, paths: readonly string[], before: string | null): void {
  const now = parsed(readFileSync(join(root, MANIFEST), 'utf8'));
  const then = before === null ? emptyManifest : parsed(before);
  const files = { ...now.files };
  const pins = { ...now.pins };
  for (const path of paths) {
    const [entry, pin] = [then.files[path], then.pins[path]];
    if (entry === undefined) delete files[path];
    else files[path] = entry;
    if (pin === undefined) delete pins[path];
    else pins[path] = pin;
  }
  const text = printManifest({ ...now, input: '', files, pins });
  replaceFile(join(root, MANIFEST), Buffer.from(text, 'utf8'), 0o644, 'forget');
}

function parsed(text: string): Manifest {
  return readManifest(text) ?? emptyManifest;
}
