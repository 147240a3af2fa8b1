import { defineEmitter } from '../../../../define.ts';
import { hasTenantSchemas } from '../../../../features.ts';
import { tenantRole } from '../../../../sql/row-security.ts';
import { template } from '../../../../template.ts';
import { tenantMissing, tenantUnknown } from '../../../../tenant-words.ts';

const path = 'internal/infrastructure/persistence/tenant-dialect.ts';

/** The second line between tenants: row-level security, set for each statement. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.tenancy !== null,
  path: () => path,
  build: (model) =>
    template(path, {
      missing: tenantMissing(model),
      role: tenantRole(model),
      schemas: hasTenantSchemas(model),
      unknown: tenantUnknown(model),
    }),
});
