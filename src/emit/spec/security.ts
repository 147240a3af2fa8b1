import type { Model } from '../../model/model.ts';
import {
  hasAudit,
  hasCache,
  hasFiles,
  hasIdempotency,
  hasLimits,
  hasTenantSchemas,
  takesOutsideTokens,
} from '../features.ts';
import { tenantRole } from '../sql/row-security.ts';
import { blocks, table, tick } from './markdown.ts';
import type { Tell } from './section.ts';

export function security(model: Model, t: Tell): readonly string[] {
  return [
    t(
      'Who may do what is decided in `internal/application/access.ts` and nowhere else; section 5 lists it. Whoever may not read a row that is somebody’s is answered as if it were not there.',
      '权限只在 `internal/application/access.ts` 中判定，见第 5 节；无权读取者得到的回答与数据不存在时相同。',
    ),
    ...tokens(model, t),
    t(
      'Inputs are validated strictly; SQL takes values as parameters only.',
      '输入严格校验；SQL 的值只以参数传入。',
    ),
    t('Logs show no secret and mask personal data.', '日志不含秘密信息，个人数据打码。'),
    ...(model.tenancy === null
      ? []
      : [
          t(
            'Every statement names the tenant; the id of another tenant answers 404.',
            '每条语句都限定租户；访问其他租户的 id 返回 404。',
          ),
          t(
            `Where a statement forgets it, the database does not: row-level security shows the role ${tick(tenantRole(model))}, as which all work for callers runs, the rows of the tenant at hand and no others. Work of the service itself across tenants says so (\`runAcrossTenants\`).`,
            `即使语句遗漏租户，数据库也会兜底：代表调用方的工作以角色 ${tick(tenantRole(model))} 运行，行级安全只让它看到当前租户的行。服务自身跨租户的工作须明确声明（\`runAcrossTenants\`）。`,
          ),
        ]),
    ...(hasTenantSchemas(model)
      ? [
          t(
            'Each tenant has tables of its own, in a schema that only statements on its behalf reach; without a tenant, and for one that was not added (`npm run tenant:add ID`), they do not exist.',
            '每个租户在自己的 schema 中拥有独立的表，只有代表该租户的语句可以到达；没有租户或租户未添加（`npm run tenant:add ID`）时，这些表不存在。',
          ),
        ]
      : []),
    ...(hasIdempotency(model)
      ? [
          t(
            'An `Idempotency-Key` makes a repeated request do its work once.',
            '带 `Idempotency-Key` 的重复请求只执行一次。',
          ),
        ]
      : []),
    ...(hasAudit(model)
      ? [
          t(
            'Audited entities keep who changed what and when.',
            '受审计的实体记录何人何时改了什么。',
          ),
        ]
      : []),
    ...(hasCache(model)
      ? [t('Caches hold views, never secrets.', '缓存只保存视图，不含秘密信息。')]
      : []),
    ...(hasFiles(model)
      ? [
          t(
            'Uploads are bounded in size and number, an image is told by its content, and all are handed out as attachments.',
            '上传文件的大小与数量有上限，图片按内容识别，一律以附件形式下载。',
          ),
        ]
      : []),
  ];
}

function tokens(model: Model, t: Tell): readonly string[] {
  if (model.auth !== null) {
    return [
      t(
        'Tokens are JWT of 15 minutes, signed with the first key of `JWT_KEYS` (EdDSA, ES256 or RS256) and checked with the one that they name; others find the public keys at `/.well-known/jwks.json`. `JWT_SECRET` (HS256) is for development and small installations.',
        '令牌为有效期 15 分钟的 JWT，以 `JWT_KEYS` 的第一个密钥（EdDSA、ES256 或 RS256）签发，按其指明的密钥校验；公钥见 `/.well-known/jwks.json`。`JWT_SECRET`（HS256）用于开发与小规模部署。',
      ),
      t(
        'To turn keys: `npm run keys -- add`, start all processes anew; `use` the new one, start anew; after 15 minutes `remove` the old one.',
        '轮换密钥：`npm run keys -- add` 后重启所有进程；`use` 新密钥后再次重启；15 分钟后 `remove` 旧密钥。',
      ),
      t(
        'Refresh tokens are good once and kept as hashes; one that comes twice ends its session, as do logging out and a new password.',
        '刷新令牌只能使用一次，仅保存散列；重复使用、退出登录或修改密码都会结束会话。',
      ),
      t(
        'Passwords are kept as argon2id and never read back; an account takes 20 tries in 15 minutes, from all addresses together, and whoever is signed in stays so.',
        '密码以 argon2id 保存，绝不读回；每个账号 15 分钟内最多尝试 20 次（不分来源地址），已登录者不受影响。',
      ),
    ];
  }
  return [
    takesOutsideTokens(model)
      ? t(
          'Tokens are JWT of `JWT_ISSUER`, checked with the public keys at `JWT_JWKS_URL`, or of `JWT_SECRET` (HS256); production refuses to start without either.',
          '令牌为 `JWT_ISSUER` 签发的 JWT，用 `JWT_JWKS_URL` 的公钥校验，或用 `JWT_SECRET`（HS256）；生产环境两者皆无时拒绝启动。',
        )
      : t(
          'Tokens are JWT (HS256); production refuses to start without a secret of its own.',
          '令牌为 JWT（HS256）；生产环境未设置独立密钥时拒绝启动。',
        ),
  ];
}

/** The OWASP API Security Top 10 of 2023, and where each is met and tested. */
export function risksOfApis(model: Model, t: Tell): string {
  const limited = hasLimits(model);
  const outside = model.services.length > 0;
  const none = t('does not arise: no outside service is called', '不涉及：不调用外部服务');
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'API1 Broken object level authorization',
      model.roots.some((root) => root.ownership !== null)
        ? t('every row is asked whose it is; strangers get 404', '逐行判定归属，无关者得到 404')
        : t('no row is anybody’s own: rights are those of roles', '数据不归属个人，只按角色授权'),
      '`tests/http`',
    ],
    [
      'API2 Broken authentication',
      t(
        'one algorithm a key; issuer, audience and times are checked',
        '每个密钥只用一种算法；校验签发者、受众与时间',
      ),
      model.auth === null
        ? '`tests/unit/jwt.test.ts`'
        : '`tests/unit/jwt.test.ts`, `tests/limits`, `tests/http`',
    ],
    [
      'API3 Broken object property level authorization',
      t(
        'inputs take named members only, views show named members only',
        '输入与输出都只包含列明的成员',
      ),
      '`tests/http`',
    ],
    [
      'API4 Unrestricted resource consumption',
      limited
        ? t('limits, pages, sizes, timeouts, shedding', '限流、分页、大小与时间上限、过载保护')
        : t('pages, sizes and timeouts', '分页、大小与时间上限'),
      limited ? '`tests/limits`, `tests/security`' : '`tests/security`',
    ],
    [
      'API5 Broken function level authorization',
      t('one table of grants', '统一的授权表'),
      '`tests/unit/access.test.ts`, `tests/http`',
    ],
    [
      'API6 Unrestricted access to sensitive business flows',
      limited
        ? t('limits of single operations in the PRD', '在 PRD 中为单个操作设置限流')
        : t(
            'rules of the aggregates; the PRD may set `limits`',
            '聚合规则；可在 PRD 中设置 `limits`',
          ),
      limited ? '`tests/limits`' : '`tests/unit`',
    ],
    [
      'API7 Server side request forgery',
      outside
        ? t(
            'addresses come from the environment only, redirects are refused',
            '地址只来自环境变量，拒绝重定向',
          )
        : none,
      outside ? '`tests/unit/http-client.test.ts`' : '',
    ],
    [
      'API8 Security misconfiguration',
      t(
        'headers, closed CORS, strict settings, errors without insides',
        '安全响应头、默认关闭的 CORS、严格的配置、不泄露内部的错误',
      ),
      '`tests/security`, `tests/unit/environment.test.ts`',
    ],
    [
      'API9 Improper inventory management',
      t('`/openapi.json` is made of the routes themselves', '`/openapi.json` 由路由本身生成'),
      '`tests/security`',
    ],
    [
      'API10 Unsafe consumption of APIs',
      outside
        ? t('answers are checked, bounded in size and time', '校验应答并限制其大小与时间')
        : none,
      outside ? '`tests/unit/http-client.test.ts`' : '',
    ],
  ];
  return blocks(
    t('The OWASP API Security Top 10 (2023):', 'OWASP API 安全十大风险（2023）：'),
    table([t('risk', '风险'), t('met by', '应对'), t('tested in', '测试')], rows),
  );
}
