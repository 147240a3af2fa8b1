import type { FilePlan, PlannedFile } from '../emit/define.ts';
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
  plan: FilePlan,
  cache: TextCache,
  { onProgress }: FormatOptions = {},
): Promise<FilePlan> {
  const known = new Map<PlannedFile, string>();
  const tasks: PlannedFile[] = [];
  for (const file of plan) {
    const text = isLeftAsWritten(file.path) ? file.text : cache.get(digest(file));
    if (text === undefined) tasks.push(file);
    else known.set(file, text);
  }
  for (let from = 0; from < tasks.length; from += batch) {
    const files = tasks.slice(from, from + batch);
    const texts = await Promise.all(files.map(formatted));
    files.forEach((file, index) => {
      const text = texts[index] ?? file.text;
      known.set(file, text);
      cache.set(digest(file), text);
    });
    onProgress?.(plan.length - tasks.length + from + files.length, plan.length);
  }
  return plan.map((file) => ({ ...file, text: known.get(file) ?? file.text }));
}

async function formatted({ path, text }: PlannedFile): Promise<string> {
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

function digest({ path, text }: PlannedFile): string {
  return digestOf('format', formatter, path.slice(path.lastIndexOf('/') + 1), text);
}
