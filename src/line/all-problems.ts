import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { buildModel, certainProblems } from '../model/index.ts';
import type { Document, ReadResult } from '../prd/index.ts';

/** Why a PRD is refused: what is wrong with its text, and with its meaning as far as that is certain. */
export function allProblems({ diagnostics, partial, lang }: ReadResult): readonly Diagnostic[] {
  const ofMeaning = partial ? certainProblems({ ...partial, lang }) : [];
  return [...diagnostics, ...ofMeaning].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Errors and warnings of a document that could be read. */
export function problemsOfMeaning(document: Document): readonly Diagnostic[] {
  try {
    return buildModel(document).warnings;
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

function placeOf({ at }: Diagnostic): number {
  return at?.start.offset ?? -1;
}
