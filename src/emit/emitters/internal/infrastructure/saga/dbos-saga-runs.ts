import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => 'internal/infrastructure/saga/dbos-saga-runs.ts',
  build: (model) =>
    template('internal/infrastructure/saga/dbos-saga-runs.ts', {
      notStuck: say(model.lang, { en: '`saga ${id} is not stuck`', zh: '`长事务 ${id} 并未卡住`' }),
      tenant: model.tenancy !== null,
    }),
});
