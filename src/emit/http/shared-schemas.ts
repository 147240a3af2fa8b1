import type { Model } from '../../model/model.ts';
import { answersResult, hasData, logInSchema, refreshSchema } from '../application/signatures.ts';
import { resultSchema } from '../application/names.ts';
import { value } from '../typescript/code.ts';
import type { Ref } from '../typescript/code.ts';
import { inputSchema, of, paths } from '../typescript/symbols.ts';
import { hasAudit, showsSagas } from '../features.ts';
import { endpoints } from './endpoints.ts';
import { HistoryEntry } from './route-code.ts';
import { http } from './paths.ts';

/** Schemas that bodies and answers refer to by name, sorted. */
export function sharedSchemas(model: Model): readonly Ref[] {
  const auth =
    model.auth === null ? [] : [logInSchema(model.auth), refreshSchema(model.auth), http.Tokens];
  const commands = endpoints(model).flatMap((one) => (one.kind === 'command' ? [one.command] : []));
  const bodies = commands.filter(hasData).map(inputSchema);
  const results = commands.filter(answersResult).map(resultSchema);
  const views = model.roots.map(of.viewSchema);
  const history = hasAudit(model) ? [HistoryEntry] : [];
  const sagas = showsSagas(model)
    ? [value('SagaDetails', paths.sagaView), value('SagaView', paths.sagaView)]
    : [];
  const all = [...sagas, ...auth, ...history, ...bodies, ...results, ...views, http.Problem];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
