import type { Model } from '../../model/model.ts';
import { takesOutsideTokens } from '../features.ts';
import { code, literal } from '../typescript/code.ts';
import type { Setting } from './settings.ts';

/** What tokens are signed and checked with: a secret, or better. */
export function tokenSettings(model: Model): readonly Setting[] {
  if (model.auth !== null) return [secret('JWT_KEYS'), keys];
  return takesOutsideTokens(model)
    ? [secret('JWT_JWKS_URL'), audience(model), issuer, jwksUrl]
    : [secret(null)];
}

/** `instead` makes it needless. */
function secret(instead: string | null): Setting {
  const unless = {
    en: instead === null ? '' : ` unless \`${instead}\` is set`,
    zh: instead === null ? '' : `（已设置 \`${instead}\` 时除外）`,
  };
  return {
    variable: 'JWT_SECRET',
    key: 'jwtSecret',
    type: code`string | null`,
    read: code`env.secret('JWT_SECRET', {
      minLength: 32,
      fallback: production ? null : DEVELOPMENT_SECRET,
      instead: ${instead === null ? code`[]` : code`[${literal(instead)}]`},
    })`,
    fallback: '',
    text: {
      en: `signs the tokens, at least 32 characters; required in production${unless.en}`,
      zh: `用于签发令牌，至少 32 个字符；生产环境必须设置${unless.zh}`,
    },
  };
}

const keys: Setting = {
  variable: 'JWT_KEYS',
  key: 'jwtKeys',
  type: code`string | null`,
  read: code`env.text('JWT_KEYS', '') || null`,
  fallback: '',
  text: {
    en: 'file of the keys that sign and check tokens, in place of a secret; `npm run keys` makes and turns them',
    zh: '签发与校验令牌的密钥文件，代替共享密钥；由 `npm run keys` 生成和轮换',
  },
};

function audience({ name }: Model): Setting {
  return {
    variable: 'JWT_AUDIENCE',
    key: 'jwtAudience',
    type: code`string`,
    read: code`env.text('JWT_AUDIENCE', ${literal(name)})`,
    fallback: name,
    text: {
      en: 'whom the tokens of `JWT_ISSUER` must be for',
      zh: '`JWT_ISSUER` 签发的令牌必须指明的受众',
    },
  };
}

const issuer: Setting = {
  variable: 'JWT_ISSUER',
  key: 'jwtIssuer',
  type: code`string`,
  read: code`env.text('JWT_ISSUER', '')`,
  fallback: '',
  text: {
    en: 'whose tokens are taken, as they name him: `https://login.example/`',
    zh: '可信的令牌签发者，与令牌中所写一致：`https://login.example/`',
  },
};

const jwksUrl: Setting = {
  variable: 'JWT_JWKS_URL',
  key: 'jwtJwksUrl',
  type: code`string | null`,
  read: code`env.url('JWT_JWKS_URL', 'https:', ...(production ? [] : ['http:']))`,
  fallback: '',
  text: {
    en: 'where the public keys of `JWT_ISSUER` are; not set: only tokens of `JWT_SECRET` are taken',
    zh: '`JWT_ISSUER` 的公钥地址；不设置则只接受用 `JWT_SECRET` 签发的令牌',
  },
};
