import { DiagnosticError } from '../diagnostic.ts';
import type { Diagnostic, Lang } from '../diagnostic.ts';
import { waitingNames, withWaiting } from '../evolution/index.ts';
import type { Waiting } from '../evolution/index.ts';
import type { Model } from '../model/model.ts';
import type { Document } from '../prd/index.ts';
import type { State } from '../state/index.ts';
import { snapshotIn, withFrozenNames } from './evolve.ts';

export interface Read {
  readonly document: Document;
  readonly model: Model;
  readonly waiting: Waiting;
  readonly lang: Lang;
  readonly warnings: readonly Diagnostic[];
}

/**
 * PRD → document → model, with the names that were frozen at first generation, and those of columns
 * that wait for contract.
 */
export async function modelOf(
  prd: { readonly text: string; readonly name: string },
  asked: Lang | null,
  state: State,
  contract = false,
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
  const before = snapshotIn(state);
  const named = withFrozenNames(document, before);
  const asAsked = buildModel(named);
  const waiting = waitingNames({ before, after: asAsked.model, document, contract });
  const waits = Object.keys(waiting).length > 0;
  const { model, warnings } = waits ? buildModel(withWaiting(named, waiting)) : asAsked;
  return { document, model, waiting, lang, warnings: [...reading.diagnostics, ...warnings] };
}
