import type { Range } from '../diagnostic.ts';

/** `PRD.md:41-52, 60`: the lines that cause a file. */
export function causeText(prd: string, causes: readonly Range[]): string {
  if (causes.length === 0) return '';
  const spans = causes
    .map(({ start, end }) => [start.line, endLine(start.line, end)] as const)
    .sort(([one], [other]) => one - other);
  const texts = spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return `${prd}:${[...new Set(texts)].join(',')}`;
}

/** A range that ends at the start of a line ends on the line before. */
function endLine(start: number, end: Range['end']): number {
  return end.column === 1 && end.line > start ? end.line - 1 : end.line;
}
