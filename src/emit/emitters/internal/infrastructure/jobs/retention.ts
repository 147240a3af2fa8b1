import { defineEmitter } from '../../../../define.ts';
import {
  hasRetention,
  hasTenantSchemas,
  isCached,
  isFile,
  retainedRoots,
} from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

const path = 'internal/infrastructure/jobs/retention.ts';

/** Deletes what has been kept for long enough. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasRetention,
  path: () => path,
  build: (model) =>
    template(path, {
      cached: retainedRoots(model).some(isCached),
      ofTenants: retainedRoots(model)
        .filter((root) => root.tenant)
        .map((root) => literal(root.names.code).parts.join('')),
      schemas: hasTenantSchemas(model),
      tenant: model.tenancy !== null,
      files: retainedRoots(model).some((root) => root.fields.some(isFile)),
    }),
});
