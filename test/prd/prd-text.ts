import { readPrd } from '../../src/prd/index.ts';
import type { Document } from '../../src/prd/index.ts';

/** A small sound PRD with lines of the test's own in its entity `Thing`, and others at the top. */
export function prdWith(entityLines: string, topLines = ''): string {
  const indented = entityLines.replace(/^/gm, '    ');
  return `---\nprd: 1\nname: demo\nlang: en\n${topLines}entities:\n  Thing:\n${indented}\n---\n# Demo\n`;
}

export function prdWithField(field: string): string {
  return prdWith(`fields:\n  ${field}`);
}

/** The problems of a text, each as `line:column code`. */
export function problemsOf(text: string): string[] {
  return readPrd(text, 'PRD.md').diagnostics.map(
    ({ at, code }) => `${at?.start.line ?? 0}:${at?.start.column ?? 0} ${code}`,
  );
}

export function read(text: string): Document {
  const { document, diagnostics } = readPrd(text, 'PRD.md');
  if (!document)
    throw new Error(diagnostics.map((one) => `${one.code}: ${one.message}`).join('\n'));
  return document;
}
