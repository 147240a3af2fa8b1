/**
 * Pairs of two sequences, ascending in both, whose worths add up to the most; of equally good pairings
 * the earliest. A worth of 0 is no pair.
 */
export function bestPairs(
  rows: number,
  columns: number,
  worth: (row: number, column: number) => number,
): (readonly [number, number])[] {
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const apart = Math.max(at(row + 1, column), at(row, column + 1));
      const together = worth(row, column);
      best[row * width + column] =
        together > 0 ? Math.max(apart, together + at(row + 1, column + 1)) : apart;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const together = worth(row, column);
    if (together > 0 && at(row, column) === together + at(row + 1, column + 1)) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row, column) === at(row, column + 1)) column += 1;
    else row += 1;
  }
  return pairs;
}
