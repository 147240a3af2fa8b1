import type { Options, Plugin } from 'prettier';
import { format } from 'prettier';

/** What the generated project's `.prettierrc` says. */
export const formatOptions = { singleQuote: true, printWidth: 100 } as const;

let oxc: Promise<Plugin | null> | null = null;

export async function formatText(text: string, path: string): Promise<string> {
  const options: Options = { ...formatOptions, filepath: path };
  if (path.endsWith('.ts')) {
    oxc ??= loadOxc();
    const plugin = await oxc;
    if (plugin !== null) return format(text, { ...options, parser: 'oxc-ts', plugins: [plugin] });
  }
  return format(text, options);
}

/** The quicker parser with the same output; it is native and not there on every platform. */
async function loadOxc(): Promise<Plugin | null> {
  try {
    return await import('@prettier/plugin-oxc');
  } catch {
    return null;
  }
}
