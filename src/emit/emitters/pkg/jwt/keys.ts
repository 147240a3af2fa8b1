import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';
import { bilingual } from '../../../text.ts';

/** What tokens are signed and checked with. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/jwt/keys.ts',
  build: (model) =>
    template('pkg/jwt/keys.ts', { signsIn: model.auth !== null, t: bilingual(model) }),
});
