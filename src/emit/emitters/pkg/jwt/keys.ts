import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** What tokens are signed and checked with. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/jwt/keys.ts',
  build: ({ auth }) => template('pkg/jwt/keys.ts', { signsIn: auth !== null }),
});
