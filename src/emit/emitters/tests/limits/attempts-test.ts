import type { Field } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';
import { plainIdentifiers } from '../../../tests/session-tests.ts';
import { key } from '../../../typescript/code.ts';

/** Passwords are not guessed, from however many addresses. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => plainIdentifiers(model).length > 0,
  path: () => 'tests/limits/attempts.test.ts',
  build(model) {
    const [field] = plainIdentifiers(model);
    if (field === undefined) throw new Error('nothing to log in with');
    const [one, other] = namesOf(field);
    return template('tests/limits/attempts.test.ts', {
      identifier: key(field.member).parts.join(''),
      one: textLiteral(one),
      other: textLiteral(other),
      tenant: model.tenancy !== null,
    });
  },
});

function namesOf({ type }: Field): readonly [string, string] {
  return type.kind === 'scalar' && type.scalar === 'email'
    ? ['one@example.com', 'other@example.com']
    : ['+15550100001', '+15550100002'];
}
