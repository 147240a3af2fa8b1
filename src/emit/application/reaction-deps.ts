import type { Model } from '../../model/model.ts';
import { code } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, service } from '../typescript/symbols.ts';
import { depsInterface, ports } from './deps.ts';
import type { Port } from './deps.ts';

/** The application, and beside it the services and repositories that reactions ask. */
export function reactionDeps(model: Model): Code {
  const asked = model.reactions.flatMap(({ targets }) =>
    targets.flatMap(({ call }): readonly Port[] => {
      if (call.kind === 'service') {
        return [{ name: call.service.camel, type: code`${service.port(call.service)}` }];
      }
      return call.row?.kind === 'unique' ? [ports.repository(call.command.entity)] : [];
    }),
  );
  return depsInterface([{ name: 'application', type: code`${kernel.Application}` }, ...asked]);
}
