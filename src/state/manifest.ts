import type { FileKind } from '../emit/define.ts';

/** What is stored for other parts (frozen names, schema snapshot, applied renames): plain JSON. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A generated file: the sha256 of what was last generated for it. */
export interface Entry {
  readonly kind: FileKind;
  readonly base: string;
}

/** An open conflict: the base in the entry stays as it is until `theirs` is settled. */
export interface Pin {
  /** What the generator last made of the file; it becomes the base on `resolve`. */
  readonly theirs: string;
}

/** Who made it and from what. Compared as a whole by the engine to skip a run. */
export interface Made {
  readonly generator: string;
  /** sha256 of the PRD. */
  readonly prd: string;
  /** Name and version, `prettier 3.10.1`. */
  readonly formatter: string;
  /** One hash of all that a run depends on. Empty: unknown, so everything is to be generated. */
  readonly input: string;
}

export interface Manifest extends Made {
  readonly files: Readonly<Record<string, Entry>>;
  readonly pins: Readonly<Record<string, Pin>>;
  readonly sections: Readonly<Record<string, Json>>;
  /** As a branch that git merged has them, where both branches changed a line. */
  readonly theirs?: Readonly<Record<string, Json>>;
}

export const emptyManifest: Manifest = {
  generator: '',
  prd: '',
  formatter: '',
  input: '',
  files: {},
  pins: {},
  sections: {},
};

const VERSION = 1;
const HEAD = ['generator', 'prd', 'formatter', 'input'] as const;

/** One entry a line and sorted, so that two branches rarely meet in one place. */
export function printManifest(manifest: Manifest): string {
  const files = Object.entries(manifest.files).map(
    ([path, entry]) =>
      [path, entry.kind === 'managed' ? entry.base : `${entry.kind} ${entry.base}`] as const,
  );
  const pins = Object.entries(manifest.pins).map(([path, pin]) => [path, pin.theirs] as const);
  return [
    '{',
    `  "version": ${VERSION},`,
    ...HEAD.map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(manifest[key])},`),
    ...block('files', files),
    ...block('pins', pins),
    ...block('sections', flatten(manifest.sections)),
    '  "end": true',
    '}',
    '',
  ].join('\n');
}

function block(name: string, entries: readonly (readonly [string, Json])[]): string[] {
  const lines = entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const last = lines.pop();
  return [`  "${name}": {`, ...lines, ...(last === undefined ? [] : [last.slice(0, -1)]), '  },'];
}

/** `ids.Order.total: 3` as `"ids/Order/total": 3`: one leaf a line, so that branches merge. */
function flatten(sections: Readonly<Record<string, Json>>): (readonly [string, Json])[] {
  const walk = (path: string, value: Json): (readonly [string, Json])[] => {
    if (!isRecord(value)) return [[path, value]];
    const entries = Object.entries(value);
    if (entries.length === 0) return [[path, value]];
    return entries.flatMap(([key, one]) => walk(`${path}/${escape(key)}`, one));
  };
  return Object.entries(sections).flatMap(([key, value]) => walk(escape(key), value));
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
