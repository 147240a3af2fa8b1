import { defineEmitter } from '../../../../define.ts';
import { dueCommands, hasTenantSchemas } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { literal } from '../../../../typescript/code.ts';

const path = 'internal/infrastructure/jobs/due-rows.ts';

/** Rows that a command is due for, each done once. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => dueCommands(model).length > 0,
  path: () => path,
  build: (model) =>
    template(path, {
      ofTenants: dueCommands(model)
        .filter((command) => command.entity.tenant)
        .map((command) => literal(command.action).parts.join('')),
      schemas: hasTenantSchemas(model),
      tenant: model.tenancy !== null,
    }),
});
