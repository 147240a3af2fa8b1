import { defineEmitter } from '../../../define.ts';
import { hasEvents } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The process that delivers events. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'cmd/worker/main.ts',
  build: () => template('cmd/worker/main.ts', {}),
});
