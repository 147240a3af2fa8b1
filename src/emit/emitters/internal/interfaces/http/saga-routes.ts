import { defineEmitter } from '../../../../define.ts';
import { showsSagas } from '../../../../features.ts';
import { say } from '../../../../text.ts';
import { template } from '../../../../template.ts';
import { textLiteral } from '../../../../http/text-literal.ts';

/** Which sagas wait, run, or failed, for operators. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => showsSagas(model),
  path: () => 'internal/interfaces/http/saga-routes.ts',
  build: (model) =>
    template('internal/interfaces/http/saga-routes.ts', {
      tag: textLiteral(say(model.lang, { en: 'Operations', zh: '运维' })),
      list: textLiteral(
        say(model.lang, { en: 'List sagas, newest first', zh: '长事务列表，最新的在前' }),
      ),
      get: textLiteral(
        say(model.lang, { en: 'Get a saga with its steps', zh: '长事务及其各步骤' }),
      ),
      retry: textLiteral(
        say(model.lang, {
          en: 'Have a saga that is stuck go on with its undoing',
          zh: '让卡住的长事务继续撤销',
        }),
      ),
    }),
});
