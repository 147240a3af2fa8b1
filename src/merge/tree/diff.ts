/** Indices of equal elements of two sequences, ascending in both: a longest common subsequence (Myers). */
export function common(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < start; index += 1) pairs.push([index, index]);
  for (const [x, y] of myers(a.slice(start, endA), b.slice(start, endB))) {
    pairs.push([x + start, y + start]);
  }
  for (let index = endA; index < a.length; index += 1) pairs.push([index, index - endA + endB]);
  return pairs;
}

function myers(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const most = a.length + b.length;
  if (a.length === 0 || b.length === 0) return [];
  const furthest = new Int32Array(2 * most + 2);
  const history: Int32Array[] = [];
  for (let depth = 0; depth <= most; depth += 1) {
    history.push(furthest.slice());
    for (let k = -depth; k <= depth; k += 2) {
      const down =
        k === -depth || (k !== depth && at(furthest, k - 1 + most) < at(furthest, k + 1 + most));
      let x = down ? at(furthest, k + 1 + most) : at(furthest, k - 1 + most) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      furthest[k + most] = x;
      if (x >= a.length && y >= b.length) return trace(history, a.length, b.length, most);
    }
  }
  return [];
}

function trace(
  history: readonly Int32Array[],
  lengthA: number,
  lengthB: number,
  most: number,
): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let x = lengthA;
  let y = lengthB;
  for (let depth = history.length - 1; depth >= 0; depth -= 1) {
    const furthest = history[depth] ?? new Int32Array();
    const k = x - y;
    const down =
      k === -depth || (k !== depth && at(furthest, k - 1 + most) < at(furthest, k + 1 + most));
    const before = down ? k + 1 : k - 1;
    const beforeX = depth === 0 ? 0 : at(furthest, before + most);
    const beforeY = depth === 0 ? 0 : beforeX - before;
    while (x > beforeX && y > beforeY) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    x = beforeX;
    y = beforeY;
  }
  return pairs.reverse();
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** A stretch of three sequences: stable, or changed on some side. Ends are exclusive. */
export interface Chunk {
  readonly stable: boolean;
  readonly base: readonly [number, number];
  readonly ours: readonly [number, number];
  readonly theirs: readonly [number, number];
}

/** The three sequences cut at what is common to all of them. */
export function diff3(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): Chunk[] {
  const inOurs = new Map(common(base, ours));
  const inTheirs = new Map(common(base, theirs));
  const chunks: Chunk[] = [];
  let [b, o, t] = [0, 0, 0];
  const change = (toB: number, toO: number, toT: number): void => {
    if (toB > b || toO > o || toT > t) {
      chunks.push({ stable: false, base: [b, toB], ours: [o, toO], theirs: [t, toT] });
    }
    [b, o, t] = [toB, toO, toT];
  };
  for (let index = 0; index < base.length; index += 1) {
    const nextO = inOurs.get(index);
    const nextT = inTheirs.get(index);
    if (nextO === undefined || nextT === undefined) continue;
    change(index, nextO, nextT);
    chunks.push({ stable: true, base: [b, b + 1], ours: [o, o + 1], theirs: [t, t + 1] });
    [b, o, t] = [b + 1, o + 1, t + 1];
  }
  change(base.length, ours.length, theirs.length);
  return chunks;
}
