import type { Draft, FilePlan } from '../emit/define.ts';
import { digestOf } from '../text-cache.ts';
import type { TextCache } from '../text-cache.ts';
import { formatter } from '../version.ts';
import { formatText } from './format-text.ts';

export interface FormatOptions {
  readonly onProgress?: (done: number, of: number) => void;
}

/** As many as Node has threads for such work; more at once only take memory. */
const batch = 4;

/** The plan as prettier has it; what the cache knows is not formatted again. */
export async function formatPlan(
  plan: readonly Draft[],
  cache: TextCache,
  { onProgress }: FormatOptions = {},
): Promise<FilePlan> {
  const known = new Map<Draft, string>();
  const tasks: { readonly file: Draft; readonly digest: string }[] = [];
  for (const file of plan) {
    if (file.isLaidOut || isLeftAsWritten(file.path)) continue;
    const digest = file.digest ?? digestOfText(file);
    const text = cache.get(digest);
    if (text === undefined) tasks.push({ file, digest });
    else known.set(file, text);
  }
  for (let from = 0; from < tasks.length; from += batch) {
    const some = tasks.slice(from, from + batch);
    const texts = await Promise.all(some.map(({ file }) => formatted(file)));
    some.forEach(({ file, digest }, index) => {
      const text = texts[index] ?? file.text;
      known.set(file, text);
      cache.set(digest, text);
    });
    onProgress?.(plan.length - tasks.length + from + some.length, plan.length);
  }
  return plan.map((file) => {
    const { path, kind, causes } = file;
    return { path, text: known.get(file) ?? file.text, kind, causes };
  });
}

async function formatted({ path, text }: Draft): Promise<string> {
  try {
    return await formatText(text, path);
  } catch (cause) {
    throw new Error(`${path}: ${String(cause)}`, { cause });
  }
}

/**
 * SQL, Dockerfile, .gitignore and the like, in which prettier has no say; Markdown, as its tables
 * would be padded anew at each change.
 */
function isLeftAsWritten(path: string): boolean {
  return !/\.(ts|json|ya?ml)$/.test(path);
}

function digestOfText({ path, text }: Draft): string {
  return digestOf('format', formatter, path.slice(path.lastIndexOf('/') + 1), text);
}
