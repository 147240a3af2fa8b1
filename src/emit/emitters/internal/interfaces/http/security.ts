import { defineEmitter } from '../../../../define.ts';
import { hasLimits } from '../../../../features.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Headers of every answer, and who may call from another origin. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/security.ts',
  build: (model) =>
    template('internal/interfaces/http/security.ts', {
      limits: hasLimits(model),
      tenant: model.tenancy !== null,
      nul: textLiteral(
        say(model.lang, { en: 'the URL holds a NUL character', zh: '网址中含有 NUL 字符' }),
      ),
    }),
});
