import type { Model } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { hasLimits } from '../../../features.ts';
import { endpoints, fixedEndpoints } from '../../../http/endpoints.ts';
import { operationLimits, usualLimit } from '../../../http/limits.ts';
import { textLiteral } from '../../../http/text-literal.ts';
import { template } from '../../../template.ts';

/** Limits as callers meet them, at the operation that has the lowest. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasLimits(model) && lowest(model) !== null,
  path: () => 'tests/limits/limits.test.ts',
  build(model) {
    const one = lowest(model);
    if (one === null) throw new Error('nothing is limited');
    const path = one.path.replaceAll(/:\w+/g, '018f3c1a-7c00-7000-8000-000000000000');
    return template('tests/limits/limits.test.ts', {
      body: one.method !== 'get' && one.method !== 'delete',
      byAddress: one.per !== 'global',
      max: one.max,
      method: one.method,
      path: textLiteral(encodeURI(path)),
    });
  },
});

function lowest(model: Model) {
  const usual = usualLimit(model);
  const own = new Map(operationLimits(model).map(({ operation, limit }) => [operation, limit]));
  const limited = [...fixedEndpoints(model), ...endpoints(model)].flatMap(
    ({ handler, method, path }) => {
      const limit = handler === null ? null : (own.get(handler) ?? usual);
      // A second may end in the midst of the test.
      return limit === null || limit.windowMs < 60_000
        ? []
        : [{ max: limit.count, per: limit.per, method, path }];
    },
  );
  return limited.sort((a, b) => a.max - b.max)[0] ?? null;
}
