import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import type { Model } from '../model/model.ts';
import type { Document } from '../prd/index.ts';
import type { State } from '../state/index.ts';
import { snapshotIn, withFrozenNames } from './evolve.ts';

export interface Read {
  readonly document: Document;
  readonly model: Model;
  readonly lang: Lang;
  readonly warnings: readonly Diagnostic[];
}

/** PRD → document → model, with the names that were frozen at first generation. */
export async function modelOf(
  prd: { readonly text: string; readonly name: string },
  asked: Lang | null,
  state: State,
): Promise<Read> {
  const { readPrd } = await import('../prd/index.ts');
  const { buildModel } = await import('../model/index.ts');
  const reading = readPrd(prd.text, prd.name, asked ? { lang: asked } : {});
  if (!reading.document) {
    const { allProblems } = await import('./all-problems.ts');
    throw new DiagnosticError(allProblems(reading), reading.lang);
  }
  const lang = asked ?? reading.document.lang;
  const document = { ...reading.document, lang };
  const { model, warnings } = buildModel(withFrozenNames(document, snapshotIn(state)));
  return { document, model, lang, warnings: [...reading.diagnostics, ...warnings] };
}
