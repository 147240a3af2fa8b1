import { defineEmitter } from '../../../../define.ts';
import { hasTenantSchemas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { tenantInvalid, tenantUnknown } from '../../../../tenant-words.ts';

const path = 'internal/infrastructure/persistence/tenants.ts';

/** Tenants come, and go, with their schemas. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasTenantSchemas,
  path: () => path,
  build: (model) =>
    template(path, { invalid: tenantInvalid(model), unknown: tenantUnknown(model) }),
});
