import { defineEmitter } from '../../../define.ts';
import { hasEvents, reactsOutside, recordedEvents } from '../../../features.ts';
import { template } from '../../../template.ts';
import { literal } from '../../../typescript/code.ts';

/** Events are delivered once committed, and reacted to once. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasEvents,
  path: () => 'tests/mq/relay.test.ts',
  build(model) {
    const [event] = recordedEvents(model);
    return template('tests/mq/relay.test.ts', {
      outside: reactsOutside(model),
      tenant: model.tenancy !== null,
      type: literal(event?.name ?? '').parts.join(''),
    });
  },
});
