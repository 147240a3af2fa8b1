import { defineEmitter } from '../../../define.ts';
import { operators, showsSagas } from '../../../features.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';

/** What operators see of sagas, and nobody else. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => showsSagas(model),
  path: () => 'tests/saga/saga-api.test.ts',
  build: (model) =>
    template('tests/saga/saga-api.test.ts', {
      role: textLiteral(operators(model)[0] ?? ''),
      tenant: model.tenancy !== null,
    }),
});
