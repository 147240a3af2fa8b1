import { takesOutsideTokens } from '../../../features.ts';
import { defineEmitter } from '../../../define.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';
import { bilingual } from '../../../text.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'tests/unit/jwt.test.ts',
  build: (model) =>
    template('tests/unit/jwt.test.ts', {
      outside: takesOutsideTokens(model),
      service: textLiteral(model.name),
      signsIn: model.auth !== null,
      t: bilingual(model),
    }),
});
