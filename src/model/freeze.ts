/** Freezes a graph in place, cycles and all. */
export function deepFreeze<T>(root: T): T {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || Object.isFrozen(one)) continue;
    Object.freeze(one);
    for (const key in one) open.push((one as Record<string, unknown>)[key]);
  }
  return root;
}
