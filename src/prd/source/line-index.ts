import type { Position, Range } from '../../diagnostic.ts';

/** Turns offsets of a text into lines and columns. */
export interface LineIndex {
  range(start: number, end: number): Range;
  lineOf(offset: number): number;
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  function lineOf(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  function position(raw: number): Position {
    const offset = Math.max(0, Math.min(raw, text.length));
    const line = lineOf(offset);
    return { offset, line, column: offset - (starts[line - 1] ?? 0) + 1 };
  }

  return {
    lineOf,
    range: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }),
  };
}
