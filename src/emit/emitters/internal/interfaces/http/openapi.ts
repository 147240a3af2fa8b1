import { defineEmitter } from '../../../../define.ts';
import { hasLimits } from '../../../../features.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { doneTexts, inLanguage } from '../../../../http/texts.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** The description of the API. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/openapi.ts',
  build(model) {
    const { lang } = model;
    const auth = { name: 'Auth', label: say(lang, { en: 'Signing in', zh: '登录' }) };
    const entities = model.roots.map(({ names, label }) => ({ name: names.code, label }));
    const tags = model.auth === null ? entities : [auth, ...entities];
    return template('internal/interfaces/http/openapi.ts', {
      title: textLiteral(model.title),
      tags: tags.map(({ name, label }) => ({
        name: textLiteral(name),
        label: textLiteral(label),
      })),
      done: inLanguage(doneTexts, lang).map(([status, text]) => [status, textLiteral(text)]),
      limits: hasLimits(model),
      retryAfter: textLiteral(
        say(lang, { en: 'Seconds until it is worth trying again', zh: '多少秒后可重试' }),
      ),
      etag: textLiteral(say(lang, { en: 'The version', zh: '版本' })),
      location: textLiteral(say(lang, { en: 'Where it is', zh: '新资源的地址' })),
    });
  },
});
