import { defineEmitter } from '../../../../define.ts';
import { hasAudit } from '../../../../features.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasAudit(model),
  path: () => 'internal/infrastructure/persistence/audit-log.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/audit-log.ts', {
      tenant: model.tenancy?.column ?? '',
    }),
});
