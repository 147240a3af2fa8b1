import { defineEmitter } from '../../../../define.ts';
import { dueCommands } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/jobs/due-rows.ts';

/** Rows that a command is due for, each done once. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => dueCommands(model).length > 0,
  path: () => path,
  build: (model) => template(path, { tenant: model.tenancy !== null }),
});
