import { defineEmitter } from '../../../../define.ts';
import { endpoints } from '../../../../http/endpoints.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** What all routes share. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/app.ts',
  build: (model) =>
    template('internal/interfaces/http/app.ts', {
      publicly: model.auth !== null || endpoints(model).some(({ by }) => by.anyone),
      ifMatch: textLiteral(
        say(model.lang, {
          en: 'The ETag that was read; another version answers 412',
          zh: '读取时得到的 ETag；版本不同则返回 412',
        }),
      ),
    }),
});
