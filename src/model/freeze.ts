/** Freezes a graph in place, cycles and all; places belong to the document, and are most of it. */
export function deepFreeze<T>(root: T): T {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || Object.isFrozen(one)) continue;
    Object.freeze(one);
    for (const [key, value] of Object.entries(one)) if (key !== 'at') open.push(value);
  }
  return root;
}
