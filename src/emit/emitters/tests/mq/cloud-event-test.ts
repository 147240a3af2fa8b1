import { defineEmitter } from '../../../define.ts';
import { hasBroker, recordedEvents } from '../../../features.ts';
import { template } from '../../../template.ts';
import { literal } from '../../../typescript/code.ts';

/** What leaves the service comes back as it was. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasBroker,
  path: () => 'tests/mq/cloud-event.test.ts',
  build(model) {
    const [event] = recordedEvents(model);
    return template('tests/mq/cloud-event.test.ts', {
      tenant: model.tenancy !== null,
      type: literal(event?.name ?? '').parts.join(''),
    });
  },
});
