import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** How calls of outside services bear their failures. */
export const emitter = defineEmitter({
  each: 'project',
  when: ({ services }) => services.length > 0,
  path: () => 'tests/unit/http-client.test.ts',
  build: () => template('tests/unit/http-client.test.ts', {}),
});
