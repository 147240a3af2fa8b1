import { sessionNames } from '../../../../application/session-names.ts';
import { defineEmitter } from '../../../../define.ts';
import { hasTenantSchemas } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/persistence/sessions.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.auth !== null,
  path: () => path,
  build: (model) =>
    template(path, {
      ...sessionNames(model, path),
      schemas: hasTenantSchemas(model) && model.auth?.entity.tenant === true,
    }),
});
