import { defineEmitter } from '../../../../define.ts';
import { hasBroker } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { sourceOf } from '../../../../messages/names.ts';
import { literal } from '../../../../typescript/code.ts';

/** The envelope of events that leave the service. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasBroker(model),
  path: () => 'internal/infrastructure/mq/cloud-event.ts',
  build: (model) =>
    template('internal/infrastructure/mq/cloud-event.ts', {
      source: literal(sourceOf(model)).parts.join(''),
      tenant: model.tenancy !== null,
    }),
});
