import { defineEmitter } from '../../../../define.ts';
import { statuses } from '../../../../http/statuses.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { inLanguage, problemTitles, requestRefusals } from '../../../../http/texts.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';

/** Errors as the API tells them. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/interfaces/http/problem.ts',
  build: ({ lang }) =>
    template('internal/interfaces/http/problem.ts', {
      statuses: Object.entries(statuses),
      titles: inLanguage(problemTitles, lang).map(([status, text]) => [status, textLiteral(text)]),
      refusals: Object.entries(requestRefusals).map(([status, refusal]) => [
        status,
        { code: textLiteral(refusal.code), detail: textLiteral(say(lang, refusal.detail)) },
      ]),
      code: textLiteral(
        say(lang, { en: 'Stable; what a program should look at', zh: '稳定不变，供程序判断' }),
      ),
      noRoute: textLiteral(say(lang, { en: 'there is no such route', zh: '没有这个接口' })),
      internal: textLiteral(
        say(lang, { en: 'something went wrong on our side', zh: '服务内部出错' }),
      ),
      unavailable: textLiteral(
        say(lang, {
          en: 'the service cannot answer now: try again later',
          zh: '服务暂时无法应答，请稍后重试',
        }),
      ),
      failed: textLiteral(say(lang, { en: 'Request failed', zh: '请求失败' })),
    }),
});
