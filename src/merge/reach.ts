import { dirname, resolve } from 'node:path';

const IMPORT = /(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/** Whether a file imports, over however many files, one of the targets. Texts are asked for once. */
export function reaching(
  textOf: (file: string) => string | null,
  targets: ReadonlySet<string>,
): (file: string) => boolean {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file);
    if (known !== undefined) return known;
    const text = textOf(file) ?? '';
    const found = [...text.matchAll(IMPORT)].map((match) => resolve(dirname(file), match[2] ?? ''));
    imports.set(file, found);
    return found;
  };
  return (file) => {
    const seen = new Set([file]);
    for (const one of seen) {
      if (targets.has(one)) return true;
      for (const next of importsOf(one)) seen.add(next);
    }
    return false;
  };
}
