import type { Diagnostic, Lang, Range, Severity } from '../diagnostic.ts';
import { nearest } from '../prd/index.ts';
import type { Document } from '../prd/index.ts';

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** Gathers what is wrong with a document; one place and code is told once. */
export class Problems {
  readonly #found: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  readonly lang: Lang;
  readonly #path: string;

  constructor(document: Document) {
    this.lang = document.lang;
    this.#path = document.path;
  }

  get hasErrors(): boolean {
    return this.#found.some((one) => one.severity === 'error');
  }

  /** Said, and built all the same. */
  warn(code: string, at: Range, message: Words, next?: Words): void {
    this.#put('warning', code, at, message, next);
  }

  add(code: string, at: Range, message: Words, next?: Words): void {
    this.#put('error', code, at, message, next);
  }

  #put(severity: Severity, code: string, at: Range, message: Words, next?: Words): void {
    const key = `${code} ${at.start.offset}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#found.push({
      code: `prd.${code}`,
      severity,
      message: message[this.lang],
      file: this.#path,
      at,
      ...(next && { next: next[this.lang] }),
    });
  }

  /** A name that nothing bears, with the nearest one that something does. */
  unknown(
    kind: Words & { readonly code: string },
    name: string,
    at: Range,
    known: Iterable<string>,
  ): void {
    const names = [...known];
    const near = nearest(name, names);
    const list = names.slice(0, 12).join(', ');
    this.add(
      `unknown_${kind.code}`,
      at,
      { en: `no ${kind.en} "${name}"`, zh: `没有${kind.zh}“${name}”` },
      near === null
        ? { en: `known: ${list || 'none'}`, zh: `已有：${list || '无'}` }
        : { en: `did you mean "${near}"?`, zh: `是否指“${near}”？` },
    );
  }

  /** Errors, or else warnings: beside errors they would only be their echo. */
  sorted(): Diagnostic[] {
    const { hasErrors } = this;
    const shown = this.#found.filter((one) => !hasErrors || one.severity === 'error');
    return shown.sort((a, b) => (a.at?.start.offset ?? 0) - (b.at?.start.offset ?? 0));
  }
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
