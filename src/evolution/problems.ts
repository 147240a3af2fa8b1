import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang, Range, Severity } from '../diagnostic.ts';

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** What is wrong with an edit, or worth knowing about it; told all at once. */
export class Problems {
  readonly lang: Lang;
  readonly #path: string;
  readonly #found: Diagnostic[] = [];

  constructor(lang: Lang, path: string) {
    this.lang = lang;
    this.#path = path;
  }

  /** The edit cannot become a migration; `next` says what to write. */
  refuse(code: string, at: Range | null, message: Words, next: Words): void {
    this.#add('error', code, at, message, next);
  }

  notice(code: string, at: Range | null, message: Words, next?: Words): void {
    this.#add('warning', code, at, message, next);
  }

  get notices(): readonly Diagnostic[] {
    return this.#found.filter((one) => one.severity === 'warning');
  }

  throwIfRefused(): void {
    const errors = this.#found.filter((one) => one.severity === 'error');
    if (errors.length > 0) throw new DiagnosticError(errors);
  }

  #add(severity: Severity, code: string, at: Range | null, message: Words, next?: Words): void {
    const one: Diagnostic = {
      code: `evolution.${code}`,
      severity,
      message: message[this.lang],
      file: this.#path,
      ...(at && { at }),
      ...(next && { next: next[this.lang] }),
    };
    const known = this.#found.some(
      (each) => each.code === one.code && each.message === one.message,
    );
    if (!known) this.#found.push(one);
  }
}
