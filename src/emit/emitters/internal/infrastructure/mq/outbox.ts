import { defineEmitter } from '../../../../define.ts';
import { hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';

/** Events kept with what caused them. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/outbox.ts',
  build: (model) =>
    template('internal/infrastructure/mq/outbox.ts', { tenant: model.tenancy !== null }),
});
