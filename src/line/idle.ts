import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePlan } from '../emit/define.ts';
import { sha256 } from '../state/index.ts';
import type { State } from '../state/index.ts';

/** Files on disk that are not as they were generated, as a plan; what is equal is only counted. */
export function planFromState(
  root: string,
  { manifest, object }: State,
  orphans: readonly string[],
): { readonly plan: FilePlan; readonly unchanged: number } | null {
  const skipped = new Set(orphans);
  const plan: FilePlan[number][] = [];
  let unchanged = 0;
  for (const [path, { kind, base }] of Object.entries(manifest.files)) {
    if (skipped.has(path)) continue;
    if (digestOfFile(join(root, path)) === base) {
      unchanged += 1;
      continue;
    }
    const text = object(base);
    if (text === null) return null;
    plan.push({ path, text, kind, causes: [] });
  }
  return { plan, unchanged };
}

function digestOfFile(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}
