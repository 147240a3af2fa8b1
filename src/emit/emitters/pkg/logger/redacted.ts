import { defineEmitter } from '../../../define.ts';
import { hiddenMembers } from '../../../project/hidden-members.ts';
import { template } from '../../../template.ts';
import { key } from '../../../typescript/code.ts';

/** Keeps secrets and personal data out of logs. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/logger/redacted.ts',
  build: (model) =>
    template('pkg/logger/redacted.ts', {
      members: hiddenMembers(model).map(({ name, kind }) => ({
        key: key(name).parts.join(''),
        kind,
      })),
    }),
});
