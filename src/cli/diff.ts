import type { Paint } from './paint.ts';

const context = 3;

interface Row {
  readonly mark: ' ' | '-' | '+' | '@';
  readonly text: string;
}

/** The text of a file before and after; null where there is none. */
export interface TextChange {
  readonly path: string;
  readonly before: string | null;
  readonly text: string | null;
}

/** The change of one file, as `diff -u` shows it. */
export function diffOf({ path, before, text }: TextChange, paint: Paint): readonly string[] {
  const rows = compare(linesOf(before), linesOf(text));
  return [
    paint.bold(`--- ${before === null ? '/dev/null' : path}`),
    paint.bold(`+++ ${text === null ? '/dev/null' : path}`),
    ...hunksOf(rows).flatMap((hunk) => hunk.map((row) => colored(row, paint))),
  ];
}

function linesOf(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

function colored({ mark, text }: Row, paint: Paint): string {
  if (mark === '+') return paint.green(`+${text}`);
  if (mark === '@') return paint.cyan(text);
  return mark === '-' ? paint.red(`-${text}`) : ` ${text}`;
}

/** Equal ends are set aside; between them the longest common run of lines is kept. */
function compare(before: readonly string[], after: readonly string[]): readonly Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

function same(text: string): Row {
  return { mark: ' ', text };
}

function middle(before: readonly string[], after: readonly string[]): readonly Row[] {
  if (before.length * after.length > 4_000_000) {
    return [
      ...before.map((text): Row => ({ mark: '-', text })),
      ...after.map((text): Row => ({ mark: '+', text })),
    ];
  }
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(
              lengths[(row + 1) * width + column] ?? 0,
              lengths[row * width + column + 1] ?? 0,
            );
    }
  }
  return walk(before, after, lengths, width);
}

function walk(
  before: readonly string[],
  after: readonly string[],
  lengths: Uint32Array,
  width: number,
): readonly Row[] {
  const rows: Row[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const fresh = after[column];
    if (old !== undefined && old === fresh) {
      rows.push(same(old));
      row += 1;
      column += 1;
    } else if (
      fresh === undefined ||
      (old !== undefined &&
        (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      rows.push({ mark: '-', text: old ?? '' });
      row += 1;
    } else {
      rows.push({ mark: '+', text: fresh });
      column += 1;
    }
  }
  return rows;
}

/** Changed lines with a few around them; a line of dots where some are left out. */
function hunksOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' '),
  );
  const hunks: Row[][] = [];
  rows.forEach((row, index) => {
    if (!near[index]) return;
    if (!near[index - 1]) hunks.push([{ mark: '@', text: `@@ ${index + 1} @@` }]);
    hunks.at(-1)?.push(row);
  });
  return hunks;
}
