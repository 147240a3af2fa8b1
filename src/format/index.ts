import type { FilePlan, PlannedFile } from '../emit/define.ts';
import { digestOf } from '../text-cache.ts';
import type { TextCache } from '../text-cache.ts';
import { formatter } from '../version.ts';

export interface FormatOptions {
  readonly onProgress?: (done: number, of: number) => void;
}

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
  if (tasks.length > 0) {
    const { formatAll } = await import('./pool.ts');
    const before = plan.length - tasks.length;
    const texts = await formatAll(
      tasks.map(({ path, text }) => ({ path, text })),
      (done) => onProgress?.(before + done, plan.length),
    );
    tasks.forEach((file, index) => {
      const text = texts[index] ?? '';
      known.set(file, text);
      cache.set(digest(file), text);
    });
  }
  return plan.map((file) => ({ ...file, text: known.get(file) ?? file.text }));
}

/**
 * SQL, Dockerfile, .gitignore and the like, in which prettier has no say; Markdown, as its tables
 * would be padded anew at each change.
 */
function isLeftAsWritten(path: string): boolean {
  return !/\.(ts|json|ya?ml)$/.test(path);
}

function digest({ path, text }: PlannedFile): string {
  return digestOf(
    'format',
    formatter.name,
    formatter.version,
    path.slice(path.lastIndexOf('/') + 1),
    text,
  );
}
