import { customCommandFile } from '../../../../application/custom-command.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';

/** A command that its owner writes. */
export const emitter = defineEmitter({
  each: 'command',
  when: (command) => command.kind === 'custom',
  path: (command) => paths.command(command),
  kind: 'once',
  build: (command, model) => customCommandFile(command, model),
});
