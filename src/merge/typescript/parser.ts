import { ts } from 'ts-morph';

export { ts };

/** The only place where the compiler's API comes from. */
export function parse(text: string, json = false): ts.SourceFile {
  return json
    ? ts.parseJsonText('file.json', text)
    : ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
}

/** The compiler keeps them on the file, out of its public types. */
export function parses(file: ts.SourceFile): boolean {
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  return parseDiagnostics.length === 0;
}
