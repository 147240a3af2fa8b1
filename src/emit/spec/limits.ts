import type { Model } from '../../model/model.ts';
import { cachedRoots, hasLimits, sharesCache, sharesCounts } from '../features.ts';
import { limitsOf } from '../http/limits.ts';
import { blocks, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';

export const limits: Section = {
  title: { en: 'Caching and limits', zh: '缓存与限制' },
  body(model) {
    const t = tellIn(model.lang);
    return blocks(
      `### ${t('Caching', '缓存')}`,
      caching(model, t),
      `### ${t('Pages', '分页')}`,
      pages(model, t),
      `### ${t('Limits', '限流')}`,
      rates(model, t),
    );
  },
};

function caching(model: Model, t: Tell): string {
  const rows = cachedRoots(model).flatMap((root) => [
    ...(root.cacheMs === null ? [] : [[tick(`${root.names.code}.get`), seconds(root.cacheMs, t)]]),
    ...root.queries.flatMap((query) =>
      query.cacheMs === null ? [] : [[tick(query.action), seconds(query.cacheMs, t)]],
    ),
  ]);
  if (rows.length === 0) {
    return t('Nothing is cached.', '没有缓存。');
  }
  return blocks(
    t(
      'Views only, in the process; forgotten in every process when a change commits. Commands never read a cache. What does not exist is known for at most ten seconds, too.',
      '只缓存视图，位于进程内；变更提交后所有进程同时失效。命令从不读缓存。“不存在”这一结果也会缓存，最长十秒。',
    ),
    sharesCache(model) &&
      t(
        'With `REDIS_URL`, behind that in Redis, for all processes: one of them loads, the others wait for it. A Redis that does not answer is left alone until it does, and what changed meanwhile is forgotten before it is read again.',
        '设置 `REDIS_URL` 后，其后还有各进程共用的 Redis：由一个进程加载，其余等待结果。Redis 无应答时不再访问它，恢复后先使期间变更过的内容失效，再读取。',
      ),
    table([t('query', '查询'), t('at most', '最长')], rows),
  );
}

function seconds(ms: number, t: Tell): string {
  return t(`${ms / 1_000} s`, `${ms / 1_000} 秒`);
}

function pages(model: Model, t: Tell): string {
  const lists = model.roots
    .flatMap((root) => root.queries)
    .filter((query) => query.kind === 'list');
  if (lists.length === 0) {
    return t('Nothing is listed.', '没有列表查询。');
  }
  return table(
    [t('query', '查询'), t('by', '方式'), t('rows a page', '每页条数'), t('at most', '最多')],
    lists.map((query) => [
      tick(query.action),
      query.page.kind,
      String(query.page.size),
      String(query.page.max),
    ]),
  );
}

function rates(model: Model, t: Tell): string {
  if (!hasLimits(model)) {
    return t('The PRD asks for no limits.', 'PRD 没有限流要求。');
  }
  return blocks(
    t(
      'Counted for each caller by the nearest limit: that of the operation, else of its entity, else `default`. `RateLimit` says how a caller stands; above the limit a request answers 429 with `RateLimit-Policy` and `Retry-After`. Whoever has no token counts by his address. While the process is late with everything, requests answer 503 and `/healthz` goes on.',
      '按最近的限制为每个调用方计数：操作自身的，其次是实体的，最后是 `default`。`RateLimit` 说明余量；超出时返回 429 以及 `RateLimit-Policy` 与 `Retry-After`。没有令牌的调用方按地址计数。进程整体过载时请求返回 503，`/healthz` 照常应答。',
    ),
    sharesCounts(model) &&
      t(
        'With `REDIS_URL` all processes count together, and each for itself while Redis does not answer.',
        '设置 `REDIS_URL` 后各进程合并计数；Redis 无应答时各自计数。',
      ),
    table(
      [t('for', '对象'), t('requests', '请求数'), t('within', '时间窗'), t('per', '按')],
      limitsOf(model).map((one) => [
        tick(one.target),
        String(one.count),
        seconds(one.windowMs, t),
        one.per,
      ]),
    ),
  );
}
