import { defineEmitter } from '../../../../define.ts';
import { hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Tries them again. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/retrier.ts',
  build: () => template('internal/infrastructure/mq/retrier.ts', {}),
});
