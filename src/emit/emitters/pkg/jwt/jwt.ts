import { defineEmitter } from '../../../define.ts';
import { takesOutsideTokens } from '../../../features.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';
import { say } from '../../../text.ts';
import { paths } from '../../../typescript/symbols.ts';

/** Signs tokens and checks them. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.jwt,
  build: (model) =>
    template(paths.jwt, {
      outside: takesOutsideTokens(model),
      service: textLiteral(model.name),
      signsIn: model.auth !== null,
      unavailable: textLiteral(
        say(model.lang, {
          en: 'nobody tells with which keys tokens are to be checked: try again later',
          zh: '暂时无法取得校验令牌的公钥，请稍后重试',
        }),
      ),
    }),
});
