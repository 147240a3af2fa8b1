import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
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
      traced: isTraced(model),
      personal: personal === undefined ? '' : literal(personal.name).parts.join(''),
    });
  },
});
