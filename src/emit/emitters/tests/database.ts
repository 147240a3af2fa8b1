import { defineEmitter } from '../../define.ts';
import { hasTenantSchemas } from '../../features.ts';
import { template } from '../../template.ts';
import { testPaths } from '../../tests/paths.ts';
import { testTenants } from '../../tests/tenants.ts';
import { literal } from '../../typescript/code.ts';

/** The database that tests start from. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => testPaths.database,
  build: (model) =>
    template('tests/database.ts', {
      schemas: hasTenantSchemas(model),
      tenants: literal(testTenants).parts.join(''),
    }),
});
