import { defineEmitter } from '../../../../define.ts';
import { eventFunction, eventInterface, eventsOf } from '../../../../domain/record.ts';
import { recordsEvents } from '../../../../features.ts';
import { paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'root',
  when: (root, model) => recordsEvents(root, model),
  path: (root) => paths.events(root),
  build: (root, model) =>
    tsFile(eventInterface(root, model), eventsOf(root, model).map(eventFunction)),
});
