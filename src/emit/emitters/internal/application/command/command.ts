import type { Command, Model } from '../../../../../model/model.ts';
import { commandFile } from '../../../../application/command-file.ts';
import type { HandlerBody } from '../../../../application/command-file.ts';
import { createHandler } from '../../../../application/create-handler.ts';
import { attachHandler, detachHandler } from '../../../../application/file-handlers.ts';
import { changePasswordHandler, roleHandler } from '../../../../application/principal-handlers.ts';
import { rowHandler } from '../../../../application/row-handler.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** One handler a command. */
export const emitter = defineEmitter({
  each: 'command',
  when: (command) => command.kind !== 'custom',
  path: (command) => paths.command(command),
  build: (command, model) => commandFile(command, handlerOf(command, model)),
});

function handlerOf(command: Command, model: Model): HandlerBody {
  switch (command.kind) {
    case 'create':
      return createHandler(command, model);
    case 'attachFile':
      return attachHandler(command, model);
    case 'detachFile':
      return detachHandler(command, model);
    case 'changePassword':
      return changePasswordHandler(command, model);
    case 'assignRole':
    case 'revokeRole':
      return roleHandler(command, model);
    default:
      return rowHandler(command, model);
  }
}
