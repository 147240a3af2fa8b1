import { refreshFile } from '../../../../application/auth-files.ts';
import { authPaths } from '../../../../application/signatures.ts';
import { defineEmitter } from '../../../../define.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => authPaths.refreshSession,
  build(model) {
    if (model.auth === null) throw new Error('nobody logs in');
    return refreshFile(model.auth, model);
  },
});
