import { defineEmitter } from '../../../../define.ts';
import { hasOverlap, hasSearch, isTraced } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/connection.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/connection.ts', {
      extensions: [
        ...(hasSearch(model) ? ['pg_trgm'] : []),
        ...(hasOverlap(model) ? ['btree_gist'] : []),
      ],
      search: hasSearch(model),
      overlap: hasOverlap(model),
      traced: isTraced(model),
      tenants: model.tenancy !== null,
    }),
});
