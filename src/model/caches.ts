import type { Located } from '../prd/index.ts';
import { entityNamed } from './draft.ts';
import type { Building, Draft } from './draft.ts';
import type { Limit, Query } from './model.ts';
import { kinds } from './problems.ts';

/** `Product: 5m` caches views, `Product.list: 30s` the pages of one list. */
export function applyCaches(building: Building): void {
  const { document, problems } = building;
  const none = document.stack.find(
    (one) => one.key.value === 'cache' && one.values.some((word) => word.value === 'none'),
  );
  const [first] = document.cache;
  if (none && first)
    problems.add('cache_without_store', first.target.at, {
      en: '`stack.cache` is none, so nothing can be cached',
      zh: '`stack.cache` 为 none，不能使用缓存',
    });
  for (const { target, ttlMs } of document.cache) {
    const [head = '', name, ...rest] = target.value.split('.');
    const entity = entityNamed(building, { value: head, at: target.at });
    if (!entity) continue;
    if (entity.kind === 'owned') {
      problems.add('cannot_cache', target.at, {
        en: `"${head}" is read with its parent: cache that one`,
        zh: `“${head}”随其上级读取，请缓存上级`,
      });
    } else if (name === undefined || name === 'get') {
      entity.cacheMs = ttlMs.value;
    } else cacheQuery(building, entity.queries, target, [name, ...rest].join('.'), ttlMs.value);
  }
}

function cacheQuery(
  building: Building,
  queries: readonly Draft<Query>[],
  target: Located<string>,
  name: string,
  ttlMs: number,
): void {
  const query = queries.find((one) => one.name === name);
  if (!query) {
    building.problems.unknown(
      kinds.query,
      name,
      target.at,
      queries.map((one) => one.name),
    );
  } else if (query.kind !== 'list') {
    building.problems.add('cannot_cache', target.at, {
      en: `"${target.value}" is no list: only views and lists are cached`,
      zh: `“${target.value}”不是列表：只能缓存实体与列表`,
    });
  } else query.cacheMs = ttlMs;
}

const authActions = ['login', 'refresh', 'logout'] as const;

export function limitsOf(building: Building): readonly Limit[] {
  return building.document.limits.flatMap((syntax): readonly Limit[] => {
    const { target, count, windowMs, per } = syntax;
    if (per === 'tenant' && !building.model.tenancy)
      building.problems.add('limit_without_tenant', target.at, {
        en: '"per tenant" needs `tenancy`',
        zh: '“per tenant”需要 `tenancy`',
      });
    const name = limited(building, target);
    return name === null ? [] : [{ target: name, count, windowMs, per }];
  });
}

/** The action under its code name: `Order.create` for `订单.create`. */
function limited(building: Building, target: Located<string>): string | null {
  const [head = '', ...rest] = target.value.split('.');
  const code = building.labels.get(head) ?? head;
  const name = [code, ...rest].join('.');
  if (name === 'default' || building.entities.get(code)?.names.code === name) return name;
  const auth = building.model.auth ? authActions.map((one) => `auth.${one}`) : [];
  const entity = building.entities.get(code);
  const actions = [...(entity?.commands ?? []), ...(entity?.queries ?? [])];
  if (auth.includes(name) || actions.some((one) => `${code}.${one.name}` === name)) return name;
  // Without its principal there is nothing to log in to: that has been told.
  const isTold = building.model.principal === null && building.document.principal !== null;
  if (head === 'auth' && (isTold || building.problems.isSuspect('password'))) return null;
  if (entity === undefined && building.problems.isSuspect(head)) return null;
  building.problems.unknown(kinds.limit, target.value, target.at, [
    'default',
    ...auth,
    ...building.model.entities.flatMap((one) =>
      [...one.commands, ...one.queries].map((action) => action.action),
    ),
  ]);
  return null;
}
