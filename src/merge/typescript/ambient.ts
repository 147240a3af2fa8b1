/** A file that adds to the types of others without being imported by them. */
export interface Ambient {
  readonly file: string;
  /** The package that it adds to; `null` for what is there everywhere. */
  readonly adds: string | null;
}

/** What a text adds to. */
export function ambientIn(text: string): readonly Ambient['adds'][] {
  const found = [...text.matchAll(/\bdeclare\s+(?:global|module\s+(['"])(.+?)\1)/g)];
  return found.map((match) => match[2] ?? null);
}

/** Those without which a program of these files would not see its own types. */
export function missingIn(
  program: readonly string[],
  ambient: readonly Ambient[],
): readonly string[] {
  const known = new Set(program);
  const missing = ambient.filter(
    ({ file, adds }) =>
      !known.has(file) &&
      (adds === null || program.some((name) => name.includes(`/node_modules/${adds}/`))),
  );
  return [...new Set(missing.map(({ file }) => file))];
}
