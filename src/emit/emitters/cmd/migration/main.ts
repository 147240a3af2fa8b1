import { defineEmitter } from '../../../define.ts';
import { hasJobs, hasTenantSchemas } from '../../../features.ts';
import { template } from '../../../template.ts';

/** The process that brings a database up to date. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'cmd/migration/main.ts',
  build: (model) =>
    template('cmd/migration/main.ts', {
      jobs: hasJobs(model),
      schemas: hasTenantSchemas(model),
    }),
});
