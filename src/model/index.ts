import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Document } from '../prd/index.ts';
import { build } from './build.ts';
import { deepFreeze } from './freeze.ts';
import type { Model } from './model.ts';
import { knownOf, noDoubt } from './unread.ts';

export type * from './expression.ts';
export type * from './model.ts';

export interface BuildResult {
  readonly model: Model;
  readonly warnings: readonly Diagnostic[];
}

/** The document resolved and checked; throws a `DiagnosticError` with all that is wrong with it. */
export function buildModel(document: Document): BuildResult {
  const { model, diagnostics, failed } = build(document, noDoubt);
  if (failed) throw new DiagnosticError(diagnostics, document.lang);
  return { model: deepFreeze(model), warnings: diagnostics };
}

/** What is wrong with a document of which not all could be read, whatever stands in the rest. */
export function certainProblems(document: Document): readonly Diagnostic[] {
  const known = knownOf(document);
  if (!known) return [];
  const { diagnostics } = build(known.document, known.doubt);
  return diagnostics.filter(({ severity }) => severity === 'error');
}
