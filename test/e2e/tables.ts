/** A table of a Markdown file, its cells as a reader sees them. */
export interface Table {
  /** The headings above it, outermost first. */
  readonly under: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function tablesOf(markdown: string): readonly Table[] {
  const tables: Table[] = [];
  const under: string[] = [];
  let lines: string[] = [];
  for (const line of [...markdown.split('\n'), '']) {
    if (line.startsWith('|')) {
      lines.push(line);
      continue;
    }
    const [head, , ...rows] = lines.map(cellsOf);
    if (head !== undefined) tables.push({ under: [...under], head, rows });
    lines = [];
    const heading = /^(#{2,}) (.*)$/.exec(line);
    if (heading) under.splice((heading[1] ?? '').length - 2, under.length, plain(heading[2] ?? ''));
  }
  return tables;
}

/** Pieces of code of a cell. */
export function ticksOf(cell: string): readonly string[] {
  return cell.split(', ').filter((one) => one !== '');
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.trim()));
}

function plain(markdown: string): string {
  return markdown
    .replaceAll(/(?<!\\)(`+)(.*?)\1/g, '$2')
    .replaceAll(/\\([\\`*_{}[\]()#+!|~$=.-])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
