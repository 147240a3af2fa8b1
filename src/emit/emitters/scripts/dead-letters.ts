import { defineEmitter } from '../../define.ts';
import { hasEvents } from '../../features.ts';
import { template } from '../../template.ts';
import { bilingual } from '../../text.ts';

/** `npm run dead-letters`: what failed too often, to be looked at and tried again. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasEvents,
  path: () => 'scripts/dead-letters.ts',
  build: (model) => template('scripts/dead-letters.ts', { t: bilingual(model) }),
});
