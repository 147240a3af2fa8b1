import { defineEmitter } from '../../../../define.ts';
import { hasTenantSchemas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { databaseUnmigrated } from '../../../../tenant-words.ts';

const path = 'internal/infrastructure/persistence/tenant-schema.ts';

/** Where the tables of a tenant stand. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasTenantSchemas,
  path: () => path,
  build: (model) => template(path, { unmigrated: databaseUnmigrated(model) }),
});
