import { dirname, posix } from 'node:path';

const SPECIFIER = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"\n]+)\2/g;

/** Imports of a file that moves, or that imports one that does. */
export function withMovedImports(
  text: string,
  from: string,
  moves: ReadonlyMap<string, string>,
): string {
  const to = moves.get(from) ?? from;
  return text.replace(SPECIFIER, (whole, head: string, quote: string, specifier: string) => {
    const target = posix.join(dirname(from), specifier);
    const moved = moves.get(target) ?? target;
    if (moved === target && dirname(to) === dirname(from)) return whole;
    const path = posix.relative(dirname(to), moved);
    return `${head}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
  });
}
