import type { Model } from '../../model/model.ts';
import { cachedRoots } from '../features.ts';
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
      'Views only, in the process; forgotten in every process when a change commits. Commands never read a cache, and one that fails only costs its time.',
      '只缓存视图，位于进程内；变更提交后所有进程同时失效。命令从不读缓存；缓存失败不影响结果。',
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
  if (model.limits.length === 0) {
    return t('The PRD asks for no limits.', 'PRD 没有限流要求。');
  }
  return blocks(
    t('Asked for; section 11 says what is generated.', 'PRD 的要求；是否已生成见第 11 节。'),
    table(
      [t('for', '对象'), t('requests', '请求数'), t('within', '时间窗'), t('per', '按')],
      model.limits.map((one) => [
        tick(one.target),
        String(one.count),
        seconds(one.windowMs, t),
        one.per,
      ]),
    ),
  );
}
