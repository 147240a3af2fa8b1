import type { Layout } from '../prettier-config.ts';

/** What a formatter of the user's may have decided otherwise. */
export interface Style {
  readonly tabs: boolean;
  readonly width: 2 | 4;
  readonly doubleQuotes: boolean;
  readonly semicolons: boolean;
}

/** Inferred from the text alone. */
export function styleOf(text: string): Style {
  const lines = text.split('\n');
  const indented = lines.filter((line) => /^[ \t]+[^\s*]/.test(line));
  const tabs = indented.filter((line) => line.startsWith('\t')).length * 2 > indented.length;
  const two = indented.filter((line) => /^( {4})* {2}\S/.test(line)).length;
  const single = count(text, /(^|[\s([{,=:])'[^'"\n]*'/g);
  const double = count(text, /(^|[\s([{,=:])"[^'"\n]*"/g);
  const ends = count(text, /;[ \t]*$/gm);
  const bare = count(text, /^(import .*['"]|export .*['"]|.*[\w)\]'"`])[ \t]*$/gm);
  return {
    tabs,
    width: two === 0 && indented.length > 0 ? 4 : 2,
    doubleQuotes: double > single,
    semicolons: ends * 2 >= bare,
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The generator's text as the user's formatter would have it, where that differs from what was generated. */
export async function inStyleOf(
  text: string,
  base: string,
  ours: string,
  layout: Layout | null,
): Promise<string> {
  const style = styleOf(ours);
  if (layout !== null && follows(style, layout)) return formatted(text, layout);
  if (JSON.stringify(style) === JSON.stringify(styleOf(base))) return text;
  return formatted(text, {
    printWidth: 100,
    useTabs: style.tabs,
    tabWidth: style.width,
    singleQuote: !style.doubleQuotes,
    semi: style.semicolons,
  });
}

async function formatted(text: string, layout: Layout): Promise<string> {
  const { format } = await import('prettier');
  return format(text, { ...layout, parser: 'typescript' });
}

/** Whether the file looks as the user's configuration wants it; one may stand there and never be used. */
function follows(style: Style, layout: Layout): boolean {
  return (
    style.tabs === (layout.useTabs ?? false) &&
    (style.tabs || style.width === (layout.tabWidth ?? 2)) &&
    style.doubleQuotes === !(layout.singleQuote ?? false) &&
    style.semicolons === (layout.semi ?? true)
  );
}
