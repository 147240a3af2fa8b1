import type { format as formatWithOxfmt } from 'oxfmt';

/** What the generated project's `.prettierrc` says. */
export const formatOptions = { singleQuote: true, printWidth: 100 } as const;

type Quick = typeof formatWithOxfmt;

let quick: Promise<Quick | null> | null = null;

/**
 * A text as prettier has it. TypeScript is laid out by oxfmt, which gives the same some thirty times
 * sooner; where the two are known to differ, or oxfmt does not run, prettier itself does it.
 */
export async function formatText(text: string, path: string): Promise<string> {
  return (
    (path.endsWith('.ts') ? await formatQuickly(text, path) : null) ?? formatSlowly(text, path)
  );
}

async function formatQuickly(text: string, path: string): Promise<string | null> {
  quick ??= loadOxfmt();
  const format = await quick;
  if (format === null) return null;
  const { code, errors } = await format(path, text, formatOptions);
  return errors.length > 0 || mayDiffer.test(code) ? null : code;
}

/** A union over several lines, a call whose last argument is an arrow with its body on the next, `!(` left open. */
const mayDiffer = /^\s*\| |\w\(.*[^(]\).*=>$|\(!\($/m;

async function formatSlowly(text: string, path: string): Promise<string> {
  const { format } = await import('prettier');
  return format(text, { ...formatOptions, filepath: path });
}

/** Native, and so not there on every platform. */
async function loadOxfmt(): Promise<Quick | null> {
  try {
    return (await import('oxfmt')).format;
  } catch {
    return null;
  }
}
