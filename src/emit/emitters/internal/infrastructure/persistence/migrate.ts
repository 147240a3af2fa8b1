import { defineEmitter } from '../../../../define.ts';
import { hasSagas, hasTenantSchemas } from '../../../../features.ts';
import { tenantRole } from '../../../../sql/row-security.ts';
import { template } from '../../../../template.ts';
import { bilingual } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/migrate.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/migrate.ts', {
      byDefault: literalOf(model.tenancy?.defaultTenant ?? null),
      role: tenantRole(model),
      sagas: hasSagas(model),
      schemas: hasTenantSchemas(model),
      t: bilingual(model),
      tenants: model.tenancy !== null,
    }),
});

function literalOf(text: string | null): string {
  return text === null ? '' : literal(text).parts.join('');
}
