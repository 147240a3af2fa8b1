import { defineEmitter } from '../../../../define.ts';
import { showsSagas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => showsSagas(model),
  path: () => 'internal/application/saga/get-saga.ts',
  build: (model) =>
    template('internal/application/saga/get-saga.ts', {
      missing: say(model.lang, { en: '`no saga ${query.id}`', zh: '`没有长事务 ${query.id}`' }),
    }),
});
