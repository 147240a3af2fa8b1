import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** JSON in, and only text that a database can keep. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/json-body.ts',
  build: ({ lang }) =>
    template('internal/interfaces/http/json-body.ts', {
      message: say(lang, {
        en: 'must not hold NUL or half a character',
        zh: '不能包含 NUL 或不完整的字符',
      }),
    }),
});
