/** Text of a PRD, made plain: nothing in it is Markdown, HTML or the end of a cell any more. */
export function prose(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^[-=]/, '\\$&')
    .replace(/^(\d+)\.(?!\S)/, '$1\\.');
}

/** A piece of code; no backtick or bar in it ends it. */
export function tick(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ');
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const padded = /^[`]|[`]$/.test(line) ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`.replaceAll('|', '\\|');
}

export function ticks(texts: readonly string[]): string {
  return texts.map(tick).join(', ');
}

/** Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function fenced(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** Blocks apart by an empty line; what is not there leaves none. */
export function blocks(...parts: readonly (string | false | null)[]): string {
  return parts.filter((part) => part !== false && part !== null && part !== '').join('\n\n');
}

/** A quoted label of a Mermaid diagram. */
export function label(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:/_-]/gu, (mark) => `#${mark.codePointAt(0)};`);
  return `"${plain}"`;
}
