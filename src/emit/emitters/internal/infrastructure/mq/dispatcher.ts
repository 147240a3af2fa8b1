import { defineEmitter } from '../../../../define.ts';
import { hasEvents, reactsOutside } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => 'internal/infrastructure/mq/dispatcher.ts',
  build: (model) =>
    template('internal/infrastructure/mq/dispatcher.ts', {
      outside: reactsOutside(model),
      tenant: model.tenancy !== null,
    }),
});
