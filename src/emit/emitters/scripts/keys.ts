import { defineEmitter } from '../../define.ts';
import { template } from '../../template.ts';
import { bilingual } from '../../text.ts';

/** `npm run keys`: the keys of tokens, made and turned. */
export const emitter = defineEmitter({
  each: 'project',
  when: ({ auth }) => auth !== null,
  path: () => 'scripts/keys.ts',
  build: (model) => template('scripts/keys.ts', { t: bilingual(model) }),
});
