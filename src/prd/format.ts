import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { Document } from './document.ts';
import { readAll } from './read.ts';
import type { FullReading } from './read.ts';
import type { Rewrite } from './read/reading.ts';
import { patch } from './source/patch.ts';
import type { Edit } from './source/patch.ts';

export interface FormatResult {
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** The language of the problems. */
  readonly lang: Lang;
}

/** The canonical shorthand in place of each value; comments, prose and layout stay as they are. */
export function formatPrd(text: string, path: string, options: { lang?: Lang } = {}): FormatResult {
  const before = readAll(text, path, options);
  const { diagnostics, lang } = before;
  if (!before.document) return { text, diagnostics, lang };
  const edits = before.rewrites.flatMap((rewrite) => toEdit(before.source, rewrite) ?? []);
  const formatted = patch(before.source, edits).text;
  const after = readAll(formatted, path, options);
  if (!sameModel(before, after)) {
    throw new Error(`formatting ${path} would change its model; please report this with the file`);
  }
  const newline = /\r\n/.test(text) ? formatted.replaceAll('\n', '\r\n') : formatted;
  return { text: newline, diagnostics, lang };
}

function toEdit(source: string, { node, text }: Rewrite): Edit | null {
  const start = node.at.start.offset;
  const slice = source.slice(start, node.at.end.offset).trimEnd();
  const end = start + slice.length;
  if (node.kind === 'text') {
    return node.text === text ? null : { start, end, text: writeScalar(text, node.inFlow) };
  }
  // A comment inside a long form would be lost with it.
  if (/(^|\s)#/.test(slice)) return null;
  const inFlow = slice.startsWith('{');
  const colon = source.slice(0, start).trimEnd().length;
  return { start: colon, end, text: ` ${writeScalar(text, inFlow)}` };
}

/** Unquoted where YAML reads back the same. */
function writeScalar(text: string, inFlow: boolean): string {
  const refused = inFlow ? /[[\]{},]/ : /^[[\]{},]/;
  const plain =
    !/^(?:[?:#&*!|>'"%@`]|-(?:\s|$))|: |:$| #|^\s|\s$|[\n"](?:.*\s#|.*: )/.test(text) &&
    !refused.test(text);
  return plain && text !== '' ? text : `'${text.replaceAll("'", "''")}'`;
}

export function sameModel(before: FullReading, after: FullReading): boolean {
  return (
    before.document !== null &&
    after.document !== null &&
    shapeOf(before.document) === shapeOf(after.document)
  );
}

/** A document without its places, and its modifiers without their order. */
function shapeOf(document: Document): string {
  return JSON.stringify({ ...document, text: '' }, (key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('start' in value && 'end' in value) return undefined;
    if ('subject' in value) return { ...value, text: '' };
    if (key === 'mods' && Array.isArray(value)) {
      return [...value].sort((left, right) =>
        JSON.stringify(kindOf(left)).localeCompare(JSON.stringify(kindOf(right))),
      );
    }
    return value;
  });
}

function kindOf(mod: { readonly kind?: unknown; readonly op?: unknown }): unknown {
  return [mod.kind, mod.op];
}
