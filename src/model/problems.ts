import type { Diagnostic, Lang, Range, Severity } from '../diagnostic.ts';
import { nearest } from '../prd/index.ts';
import type { Document } from '../prd/index.ts';

export interface Words {
  readonly en: string;
  readonly zh: string;
}

interface Unknown {
  readonly first: Diagnostic;
  readonly also: Range[];
}

/** What is not known of a document that could not be read as a whole. */
export interface Doubt {
  readonly names: Iterable<string>;
  readonly codes: ReadonlySet<string>;
}

/**
 * Gathers what is wrong with a document, so that one mistake gives one problem: a name that nothing
 * bears is told once with all its places, and what only follows from it is not told at all.
 */
export class Problems {
  readonly #found: Diagnostic[] = [];
  readonly #following: { readonly from: readonly string[]; readonly problem: Diagnostic }[] = [];
  readonly #unknown = new Map<string, Unknown>();
  readonly #seen = new Set<string>();
  /** Names that are misspelt, either here or where they are declared. */
  readonly #suspects = new Set<string>();
  /** Names of what could not be read, or whose type is unknown. */
  readonly #broken = new Set<string>();
  /** Codes of what may be so only because something was not read. */
  readonly #uncertain: ReadonlySet<string>;
  readonly lang: Lang;
  readonly #path: string;

  constructor(document: Document, { names, codes }: Doubt) {
    this.lang = document.lang;
    this.#path = document.path;
    this.#uncertain = codes;
    for (const name of names) this.breakField(name);
  }

  get hasErrors(): boolean {
    return this.sorted().some((one) => one.severity === 'error');
  }

  breakField(name: string): void {
    this.#broken.add(name);
    this.#suspects.add(name);
  }

  isBroken(name: string): boolean {
    return this.#broken.has(name);
  }

  suspect(...names: readonly string[]): void {
    for (const name of names) this.#suspects.add(name);
  }

  isSuspect(name: string): boolean {
    return this.#suspects.has(name);
  }

  has(code: string): boolean {
    return this.#found.some((one) => one.code === `prd.${code}`);
  }

  /** Said, and built all the same. */
  warn(code: string, at: Range, message: Words, next?: Words): void {
    this.#put('warning', code, at, message, next);
  }

  add(code: string, at: Range, message: Words, next?: Words): void {
    this.#put('error', code, at, message, next);
  }

  /** As `add`, unless it only follows from a misspelt one of these names. */
  addUnless(from: readonly string[], code: string, at: Range, message: Words, next?: Words): void {
    this.#following.push({ from, problem: this.#problem('error', code, at, message, next) });
  }

  #put(severity: Severity, code: string, at: Range, message: Words, next?: Words): void {
    const key = `${code} ${at.start.offset}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#found.push(this.#problem(severity, code, at, message, next));
  }

  #problem(
    severity: Severity,
    code: string,
    at: Range,
    message: Words,
    next: Words | undefined,
  ): Diagnostic {
    return {
      code: `prd.${code}`,
      severity,
      message: message[this.lang],
      file: this.#path,
      at,
      ...(next && { next: next[this.lang] }),
    };
  }

  /** A name that nothing bears, with the nearest one that something does. */
  unknown(
    kind: Words & { readonly code: string },
    name: string,
    at: Range,
    known: Iterable<string>,
  ): void {
    if (name.split('.').some((part) => this.#broken.has(part))) {
      this.suspect(nearest(name, known) ?? name);
      return;
    }
    const same = this.#unknown.get(name.toLowerCase());
    // It is what a name told before was meant to be.
    if (!same && this.#suspects.has(name)) return;
    if (same) {
      if (same.first.at?.start.offset !== at.start.offset) same.also.push(at);
      return;
    }
    const names = [...known];
    const near = nearest(name, names);
    const list = names.slice(0, 12).join(', ');
    this.suspect(...name.split('.'), ...(near?.split('.') ?? []));
    const first = this.#problem(
      'error',
      `unknown_${kind.code}`,
      at,
      { en: `no ${kind.en} "${name}"`, zh: `没有${kind.zh}“${name}”` },
      near === null
        ? { en: `known: ${list || 'none'}`, zh: `已有：${list || '无'}` }
        : { en: `did you mean "${near}"?`, zh: `是否指“${near}”？` },
    );
    this.#unknown.set(name.toLowerCase(), { first, also: [] });
  }

  /** Errors, or else warnings: beside errors they would only be their echo. */
  sorted(): Diagnostic[] {
    const all = [
      ...this.#found,
      ...[...this.#unknown.values()].map((one) => this.#withPlaces(one)),
      ...this.#following
        .filter(({ from }) => !from.some((name) => this.#suspects.has(name)))
        .map(({ problem }) => problem)
        .filter(isFirst),
    ].filter(({ code }) => !this.#uncertain.has(code.replace('prd.', '')));
    const isError = (one: Diagnostic): boolean => one.severity === 'error';
    const shown = all.some(isError) ? all.filter(isError) : all;
    return shown.sort((a, b) => (a.at?.start.offset ?? 0) - (b.at?.start.offset ?? 0));
  }

  #withPlaces({ first, also }: Unknown): Diagnostic {
    if (also.length === 0) return first;
    const places = also.map(({ start }) => `${start.line}:${start.column}`).join(', ');
    const why = { en: `also at ${places}`, zh: `另见 ${places}` };
    return { ...first, why: why[this.lang] };
  }
}

function isFirst(one: Diagnostic, index: number, all: readonly Diagnostic[]): boolean {
  return (
    all.findIndex(
      (other) => other.code === one.code && other.at?.start.offset === one.at?.start.offset,
    ) === index
  );
}

export const kinds = {
  entity: { code: 'entity', en: 'entity', zh: '实体' },
  type: { code: 'type', en: 'type', zh: '类型' },
  field: { code: 'field', en: 'field', zh: '字段' },
  role: { code: 'role', en: 'role or principal', zh: '角色或主体' },
  state: { code: 'state', en: 'state', zh: '状态' },
  event: { code: 'event', en: 'event', zh: '事件' },
  command: { code: 'command', en: 'command', zh: '命令' },
  subject: { code: 'subject', en: 'entity or service', zh: '实体或服务' },
  collection: { code: 'collection', en: 'owned collection', zh: '从属集合' },
  call: { code: 'call', en: 'call', zh: '调用' },
  currency: { code: 'currency', en: 'currency', zh: '货币' },
  query: { code: 'query', en: 'query', zh: '查询' },
  limit: { code: 'limit', en: 'action to limit', zh: '可限流的动作' },
  value: { code: 'value', en: 'value', zh: '取值' },
  name: { code: 'name', en: 'name', zh: '名称' },
} as const;
