/** A place in a PRD file. Lines and columns count from 1; columns are UTF-16 code units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning';

/** The only thing that is ever shown to a user about what is wrong. */
export interface Diagnostic {
  /** Stable and dotted: `prd.unknown_entity`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The file, as the user named it, and the range in it; absent when there is no such place. */
  readonly file?: string;
  readonly at?: Range;
  /** The reason, when the message alone does not say it. */
  readonly why?: string;
  /** What to do next, e.g. `did you mean "Customer"?` or the line to add. */
  readonly next?: string;
}

/** Raised once at the door of a stage, with all that the stage has found. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** The language of a PRD that they are about, once it is known. */
  readonly lang: Lang | null;

  constructor(diagnostics: readonly Diagnostic[], lang: Lang | null = null) {
    super(diagnostics.map((one) => one.message).join('\n'));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
    this.lang = lang;
  }
}

export type Lang = 'en' | 'zh';
