import { defineEmitter } from '../../../../define.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Headers of every answer, and who may call from another origin. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/security.ts',
  build: ({ lang, tenancy }) =>
    template('internal/interfaces/http/security.ts', {
      tenant: tenancy !== null,
      nul: textLiteral(
        say(lang, { en: 'the URL holds a NUL character', zh: '网址中含有 NUL 字符' }),
      ),
    }),
});
