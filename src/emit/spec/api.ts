import type { Model } from '../../model/model.ts';
import { hasIdempotency, operators, showsSagas } from '../features.ts';
import { endpointsOf, fixedEndpoints } from '../http/endpoints.ts';
import { blocks, bullets, prose, table, tick, ticks } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';
import { whoText } from './who.ts';

export const api: Section = {
  title: { en: 'API', zh: '接口' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      t(
        'The whole description is at `/openapi.json`, a page of it at `/docs`.',
        '完整的接口描述见 `/openapi.json`，文档页面见 `/docs`。',
      ),
      bullets(manners(model, t)),
      ...model.roots.flatMap((root) => {
        const all = endpointsOf(root);
        if (all.length === 0) return [];
        return [
          `### ${tick(root.names.code)} ${prose(root.label)}`,
          table(
            [
              t('method', '方法'),
              t('path', '路径'),
              t('by', '执行者'),
              t('status', '状态码'),
              t('use case', '用例'),
              t('meaning', '含义'),
            ],
            all.map((one) => [
              one.method.toUpperCase(),
              tick(openApiPath(one.path)),
              whoText(one.by),
              String(one.status),
              tick(one.handler),
              prose(one.label),
            ]),
          ),
        ];
      }),
      `### ${t('Logging in and operations', '登录与运维')}`,
      table(
        [t('method', '方法'), t('path', '路径'), t('by', '执行者')],
        [
          ...fixedEndpoints(model).map(({ method, path }) => [
            method.toUpperCase(),
            tick(path),
            tick('anyone'),
          ]),
          ...(showsSagas(model) ? sagaEndpoints : []).map(([method, path]) => [
            method,
            tick(path),
            ticks(operators(model)),
          ]),
        ],
      ),
    );
  },
};

const sagaEndpoints = [
  ['GET', '/sagas'],
  ['GET', '/sagas/{id}'],
  ['POST', '/sagas/{id}/retry'],
] as const;

/** `/orders/:id` is `/orders/{id}` in the description. */
function openApiPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function manners(model: Model, t: Tell): readonly string[] {
  return [
    t(
      'A caller shows a token: `Authorization: Bearer …`.',
      '调用方携带令牌：`Authorization: Bearer …`。',
    ),
    t(
      'Errors are problem details (RFC 9457) with a stable `code`: 401 not signed in, 403 not allowed, 404 not there, 409 a rule or a unique value is in the way, 412 changed meanwhile, 422 an invalid value, named in `errors`.',
      '错误采用 RFC 9457 格式，带有固定的 `code`：401 未登录、403 无权限、404 不存在、409 违反规则或唯一性、412 数据已被修改、422 值无效（列在 `errors` 中）。',
    ),
    t(
      'A view carries its version as `ETag`; a command with `If-Match` is done on that version or not at all.',
      '视图以 `ETag` 携带版本；带 `If-Match` 的命令只作用于该版本，否则不执行。',
    ),
    ...(hasIdempotency(model)
      ? [
          t(
            'A repeated `Idempotency-Key` answers as the first time for 24 hours.',
            '24 小时内重复的 `Idempotency-Key` 得到与第一次相同的应答。',
          ),
        ]
      : []),
    t(
      'Money and whole numbers beyond 53 bits are strings; instants are ISO 8601 in UTC.',
      '金额与超过 53 位的整数为字符串；时刻为 UTC 的 ISO 8601 格式。',
    ),
    ...(model.tenancy === null
      ? []
      : [
          t(
            `The tenant is the claim ${tick(model.tenancy.claim)} of the token; a caller without one names it in \`X-Tenant-Id\`.`,
            `租户取自令牌的 ${tick(model.tenancy.claim)} 声明；没有令牌的调用方用 \`X-Tenant-Id\` 指明。`,
          ),
        ]),
  ];
}
