import type { Diagnostic } from './diagnostic.ts';
import type { ConflictKind } from './merge/change-set.ts';
import type { Left, Risk } from './model/model.ts';

/** `attention`: written, and something awaits the user. `refused`: nothing was written. */
export type Status = 'ok' | 'refused' | 'attention';

/** What `--json` prints, version 1. Arrays are sorted; paths are relative to `out`, with `/`. */
export interface Report {
  readonly version: 1;
  readonly status: Status;
  readonly out: string;
  readonly dryRun: boolean;
  readonly problems: readonly ReportedProblem[];
  readonly files: {
    readonly created: readonly string[];
    readonly updated: readonly string[];
    readonly merged: readonly string[];
    readonly deleted: readonly string[];
    readonly kept: readonly { readonly path: string; readonly why: string }[];
    readonly unchanged: number;
  };
  readonly conflicts: readonly {
    readonly path: string;
    readonly key: string;
    readonly kind: ConflictKind;
  }[];
  readonly diagnostics: readonly TypeProblem[];
  /** Paths of the migrations that this run adds. */
  readonly migrations: readonly string[];
  readonly left: readonly Left[];
  readonly risks: readonly Risk[];
  /** Milliseconds. */
  readonly timings: Readonly<Record<string, number>> & { readonly total: number };
}

/** Without a place the file is empty and the numbers are 0. */
export interface ReportedProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly suggestion?: string;
}

/** What the compiler finds in code that the user changed. */
export interface TypeProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

export function emptyReport(out: string, dryRun = false): Report {
  return {
    version: 1,
    status: 'ok',
    out,
    dryRun,
    problems: [],
    files: { created: [], updated: [], merged: [], deleted: [], kept: [], unchanged: 0 },
    conflicts: [],
    diagnostics: [],
    migrations: [],
    left: [],
    risks: [],
    timings: { total: 0 },
  };
}

/** `toFile` gives the name of a diagnostic's file in the report. */
export function reportProblem(
  diagnostic: Diagnostic,
  toFile: (file: string) => string,
): ReportedProblem {
  const { code, severity, message, file, at, next } = diagnostic;
  return {
    code,
    severity,
    message,
    file: file === undefined ? '' : toFile(file),
    line: at?.start.line ?? 0,
    column: at?.start.column ?? 0,
    endLine: at?.end.line ?? 0,
    endColumn: at?.end.column ?? 0,
    ...(next !== undefined && { suggestion: next }),
  };
}

export function exitCodeOf(status: Status): 0 | 1 | 2 {
  return ({ ok: 0, refused: 1, attention: 2 } as const)[status];
}
