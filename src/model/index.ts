import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Document } from '../prd/index.ts';
import { build } from './build.ts';
import { deepFreeze } from './freeze.ts';
import type { Model } from './model.ts';

export type * from './expression.ts';
export type * from './model.ts';

export interface BuildResult {
  readonly model: Model;
  readonly warnings: readonly Diagnostic[];
}

/** The document resolved and checked; throws a `DiagnosticError` with all that is wrong with it. */
export function buildModel(document: Document): BuildResult {
  const { model, diagnostics, failed } = build(document);
  if (failed) throw new DiagnosticError(diagnostics, document.lang);
  return { model: deepFreeze(model), warnings: diagnostics };
}
