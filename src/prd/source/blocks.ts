/** A stretch of YAML in the Markdown, by offsets of the normalised text. */
export interface YamlBlock {
  readonly start: number;
  readonly end: number;
}

export interface Blocks {
  readonly frontMatter: YamlBlock | null;
  /** The opening line has no closing one. */
  readonly frontMatterOpen: boolean;
  readonly fenced: readonly YamlBlock[];
  /** Where a `yaml prd` fence opens that never closes. */
  readonly unclosedFences: readonly YamlBlock[];
  /** Lines of prose: no front matter, no code, no HTML comment. */
  readonly prose: readonly ProseLine[];
}

export interface ProseLine {
  readonly text: string;
  readonly start: number;
}

interface Fence {
  readonly mark: string;
  readonly prd: boolean;
  readonly lineStart: number;
  readonly contentStart: number;
}

/** Splits a Markdown text as CommonMark does: fences by their length, comments up to their end. */
export function splitBlocks(text: string): Blocks {
  const front = findFrontMatter(text);
  const fenced: YamlBlock[] = [];
  const prose: ProseLine[] = [];
  let fence: Fence | null = null;
  let inComment = false;

  for (let start = front.bodyStart; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    const next = end + 1;
    if (fence) {
      if (closes(line, fence.mark)) {
        if (fence.prd) fenced.push({ start: fence.contentStart, end: start });
        fence = null;
      }
    } else if (inComment || /^ {0,3}<!--/.test(line)) {
      inComment = !line.includes('-->');
    } else {
      const opening = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
      if (opening) {
        const prd = /^\s*ya?ml\s+prd\s*$/.test(opening[2] ?? '');
        fence = { mark: opening[1] ?? '```', prd, lineStart: start, contentStart: next };
      } else {
        prose.push({ text: line, start });
      }
    }
    start = next;
  }
  const unclosed = fence?.prd ? [{ start: fence.lineStart, end: fence.contentStart - 1 }] : [];
  return {
    frontMatter: front.block,
    frontMatterOpen: front.open,
    fenced,
    unclosedFences: unclosed,
    prose,
  };
}

function findFrontMatter(text: string): {
  block: YamlBlock | null;
  open: boolean;
  bodyStart: number;
} {
  const opening = /^---[ \t]*\n/.exec(text);
  if (!opening) return { block: null, open: false, bodyStart: 0 };
  const start = opening[0].length;
  // The closing line stands at column 0: an indented `---` belongs to a block of text.
  const closing = /^---[ \t]*$/m.exec(text.slice(start));
  if (!closing) return { block: null, open: true, bodyStart: text.length };
  const end = start + closing.index;
  return { block: { start, end }, open: false, bodyStart: end + closing[0].length + 1 };
}

function closes(line: string, mark: string): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === mark[0] && closing.length >= mark.length;
}
