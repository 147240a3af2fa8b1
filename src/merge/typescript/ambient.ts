import type { ts } from './parser.ts';

/** A file that adds to the types of others without being imported by them. */
export interface Ambient {
  readonly file: string;
  /** The package that it adds to; `null` for what is there everywhere. */
  readonly adds: string | null;
}

export function ambientIn(file: string, text: string): readonly Ambient[] {
  const found = [...text.matchAll(/\bdeclare\s+(?:global|module\s+(['"])(.+?)\1)/g)];
  return found.map((match) => ({ file, adds: match[2] ?? null }));
}

/** Those without which the program would not see its own types. */
export function missingIn(program: ts.Program, ambient: readonly Ambient[]): readonly string[] {
  const names = program.getSourceFiles().map(({ fileName }) => fileName);
  const missing = ambient.filter(
    ({ file, adds }) =>
      program.getSourceFile(file) === undefined &&
      (adds === null || names.some((name) => name.includes(`/node_modules/${adds}/`))),
  );
  return [...new Set(missing.map(({ file }) => file))];
}
