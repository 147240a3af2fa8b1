import type { Model, Target } from '../../model/model.ts';
import { hasSagas } from '../features.ts';
import { code, type } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, paths, service } from '../typescript/symbols.ts';
import { depsInterface, ports } from './deps.ts';
import type { Port } from './deps.ts';

/** The application, and beside it the services and repositories that reactions ask. */
export function reactionDeps(model: Model): Code {
  const targets = model.reactions.flatMap((reaction) => reaction.targets);
  const sagas = hasSagas(model) ? [starter] : [];
  return depsInterface([...targetPorts(targets), ...sagas]);
}

const starter: Port = { name: 'sagas', type: code`${type('SagaStarter', paths.sagaRuns)}` };

/** What targets are run with. */
export function targetPorts(targets: readonly Target[]): readonly Port[] {
  const asked = targets.flatMap(({ call }): readonly Port[] => {
    if (call.kind === 'service') {
      return [{ name: call.service.camel, type: code`${service.port(call.service)}` }];
    }
    return call.row?.kind === 'unique' ? [ports.repository(call.command.entity)] : [];
  });
  return [{ name: 'application', type: code`${kernel.Application}` }, ...asked];
}
