import { defineEmitter } from '../../../../define.ts';
import { fromHttp } from '../../../../http/paths.ts';
import { textLiteral } from '../../../../http/text-literal.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';
import { paths } from '../../../../typescript/symbols.ts';

const texts = {
  logIn: { en: 'Log in', zh: '登录' },
  refresh: { en: 'Get a new token', zh: '换取新令牌' },
  logOut: { en: 'Log out', zh: '退出登录' },
  keys: { en: 'What our tokens are checked with', zh: '校验令牌所用的公钥' },
  token: {
    en: 'Goes into the Authorization header, after Bearer',
    zh: '放在 Authorization 头中，前缀为 Bearer',
  },
  expiresIn: { en: 'Seconds', zh: '秒' },
  refreshToken: { en: 'Gives a new token, once', zh: '用于换取新令牌，仅可使用一次' },
} as const;

/** Log in, refresh, log out. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => 'internal/interfaces/http/auth-routes.ts',
  build(model) {
    if (model.auth === null) throw new Error('nobody logs in');
    return template('internal/interfaces/http/auth-routes.ts', {
      claim: model.tenancy?.claim ?? '',
      dto: fromHttp(paths.dto(model.auth.entity)),
      say: Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [name, textLiteral(say(model.lang, text))]),
      ),
    });
  },
});
