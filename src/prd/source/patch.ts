export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with edits in it that still knows the offsets of the original. */
export interface PatchedText {
  readonly text: string;
  toOriginal(offset: number): number;
}

export function patch(text: string, edits: readonly Edit[]): PatchedText {
  if (edits.length === 0) return { text, toOriginal: (offset) => offset };
  const pieces: string[] = [];
  const shifts: { readonly from: number; readonly by: number }[] = [];
  let done = 0;
  let length = 0;
  for (const edit of [...edits].sort((left, right) => left.start - right.start)) {
    if (edit.start < done) continue;
    pieces.push(text.slice(done, edit.start), edit.text);
    length += edit.start - done + edit.text.length;
    done = edit.end;
    shifts.push({ from: length, by: done - length });
  }
  pieces.push(text.slice(done));
  return {
    text: pieces.join(''),
    toOriginal(offset) {
      let low = 0;
      let high = shifts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((shifts[middle]?.from ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, Math.min(text.length, offset + (shifts[low - 1]?.by ?? 0)));
    },
  };
}
