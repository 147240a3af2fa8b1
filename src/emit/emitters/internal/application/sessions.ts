import { authPaths } from '../../../application/signatures.ts';
import { sessionNames } from '../../../application/session-names.ts';
import { defineEmitter } from '../../../define.ts';
import { template } from '../../../template.ts';

/** The port of sessions: where somebody stays signed in. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => authPaths.sessions,
  build: (model) => template(authPaths.sessions, sessionNames(model, authPaths.sessions)),
});
