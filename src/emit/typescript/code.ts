/** A name exported by another file; printing it adds the import. */
export interface Ref {
  readonly kind: 'ref';
  readonly name: string;
  /** A path in the generated project (`pkg/errors/errors.ts`), or a package (`kysely`, `node:path`). */
  readonly from: string;
  readonly form: 'value' | 'type' | 'default';
}

/** A piece of TypeScript with the references in it. */
export interface Code {
  readonly kind: 'code';
  readonly parts: readonly (string | Ref)[];
}

/**
 * What may stand in a `code` template: a plain string must be an identifier or a dotted path of
 * them, so that no text of a PRD is ever read as code; text goes through `literal`.
 */
export type Hole = Ref | Code | string | number | readonly Hole[] | false | null | undefined;

const IDENTIFIER_PATH =
  /^#?[\p{ID_Start}$_][\p{ID_Continue}$_]*(\??\.#?[\p{ID_Start}$_][\p{ID_Continue}$_]*)*$/u;

export function value(name: string, from: string): Ref {
  return { kind: 'ref', name, from, form: 'value' };
}

export function type(name: string, from: string): Ref {
  return { kind: 'ref', name, from, form: 'type' };
}

export function defaultOf(name: string, from: string): Ref {
  return { kind: 'ref', name, from, form: 'default' };
}

/** TypeScript with holes; a list in a hole stands one item a line, and an empty one takes its line along. */
export function code(strings: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  const parts: (string | Ref)[] = [];
  strings.forEach((text, index) => {
    const filling = index < holes.length ? partsOf(holes[index]) : [];
    const isAlone = LINE_START.test(text) && LINE_END.test(strings[index + 1] ?? '');
    parts.push(isAlone && filling.length === 0 ? text.replace(LINE_START, '') : text, ...filling);
  });
  return { kind: 'code', parts };
}

const LINE_START = /\n[ \t]*$/;
const LINE_END = /^[ \t]*\n/;

export function join(items: readonly Hole[], separator: string): Code {
  const parts: (string | Ref)[] = [];
  items.forEach((item, index) => {
    if (index > 0) parts.push(separator);
    parts.push(...partsOf(item));
  });
  return { kind: 'code', parts };
}

export type Plain =
  string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A value as a TypeScript literal: the only way for a PRD's text into code. */
export function literal(plain: Plain): Code {
  return { kind: 'code', parts: [print(plain)] };
}

/** Text inside a template literal, between its backticks. */
export function templateText(text: string): Code {
  return { kind: 'code', parts: [text.replaceAll(/[\\`]|\$(?=\{)/g, '\\$&')] };
}

/** The key of an object or interface member: quoted only where it must be. */
export function key(name: string): Code {
  return { kind: 'code', parts: [isIdentifier(name) ? name : print(name)] };
}

/** `// text`, on one line. */
export function comment(text: string): Code {
  return { kind: 'code', parts: [`// ${oneLine(text)}\n`] };
}

/** A doc comment. */
export function doc(text: string): Code {
  return { kind: 'code', parts: [`/** ${oneLine(text).replaceAll('*/', '*\\/')} */\n`] };
}

/** A regular expression literal, or `new RegExp` where its source cannot stand between slashes. */
export function regex(source: string, flags: string): Code {
  const safe = new RegExp(source, flags).source;
  return { kind: 'code', parts: [`/${safe}/${flags}`] };
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$_]*$/u.test(name);
}

export function partsOf(hole: Hole): readonly (string | Ref)[] {
  if (hole === false || hole === null || hole === undefined) return [];
  if (typeof hole === 'number') return [String(hole)];
  if (typeof hole === 'string') {
    if (!IDENTIFIER_PATH.test(hole)) throw new Error(`not an identifier: ${JSON.stringify(hole)}`);
    return [hole];
  }
  if ('kind' in hole) return hole.kind === 'ref' ? [hole] : hole.parts;
  return join(hole, '\n').parts;
}

function print(plain: Plain): string {
  if (typeof plain === 'string') return quote(plain);
  if (plain === null || typeof plain !== 'object') return String(plain);
  if (Array.isArray(plain)) return `[${plain.map(print).join(', ')}]`;
  const members = Object.entries(plain).map(
    ([name, member]) => `${isIdentifier(name) ? name : quote(name)}: ${print(member)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n}`;
}

function quote(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    // Line ends to JavaScript though not to JSON, and marks that reorder what a reader sees.
    .replaceAll(
      /[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u007f-\u009f\ufeff]/g,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `'${escaped}'`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim();
}
