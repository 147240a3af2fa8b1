import { defineEmitter } from '../../../../define.ts';
import { hasWorker } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** What the worker answers: how it is. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasWorker,
  path: () => 'internal/interfaces/http/operations-server.ts',
  build: () => template('internal/interfaces/http/operations-server.ts', {}),
});
