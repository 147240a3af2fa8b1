import { defineEmitter } from '../../../define.ts';
import { hiddenMembers } from '../../../project/hidden-members.ts';
import { template } from '../../../template.ts';
import { literal } from '../../../typescript/code.ts';

/** What logs never show. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/logger.test.ts',
  build(model) {
    const personal = hiddenMembers(model).find(({ kind }) => kind === 'personal');
    return template('tests/unit/logger.test.ts', {
      personal: personal === undefined ? '' : literal(personal.name).parts.join(''),
    });
  },
});
