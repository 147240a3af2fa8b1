import { defineEmitter } from '../../../../define.ts';
import { hasCache } from '../../../../features.ts';
import { forgetsByTenant } from '../../../../repository/cached-lists.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasCache(model),
  path: () => 'internal/infrastructure/cache/invalidations.ts',
  build: (model) =>
    template('internal/infrastructure/cache/invalidations.ts', {
      tenants: model.roots.some((root) => forgetsByTenant(root, model)),
    }),
});
