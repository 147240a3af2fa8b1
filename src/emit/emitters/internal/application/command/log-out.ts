import { logOutFile } from '../../../../application/auth-files.ts';
import { authPaths } from '../../../../application/signatures.ts';
import { defineEmitter } from '../../../../define.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => authPaths.logOut,
  build(model) {
    if (model.auth === null) throw new Error('nobody logs in');
    return logOutFile(model.auth);
  },
});
