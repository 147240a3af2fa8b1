import type { Model, Entity } from '../../../../model/model.ts';
import { defineEmitter } from '../../../define.ts';
import { hasTenantSchemas } from '../../../features.ts';
import { planScenarios } from '../../../scenario/index.ts';
import { template } from '../../../template.ts';
import { testPaths } from '../../../tests/paths.ts';
import { literal } from '../../../typescript/code.ts';

/** The second line holds where the first is forgotten. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => subject(model) !== undefined,
  path: () => 'tests/tenancy/tenancy.test.ts',
  build(model) {
    const entity = subject(model);
    if (entity === undefined) throw new Error('no rows belong to a tenant');
    const text = (value: string): string => literal(value).parts.join('');
    return template('tests/tenancy/tenancy.test.ts', {
      make: `make${entity.names.className}`,
      world: testPaths.world(entity).replace('tests/world/', ''),
      table: text(entity.names.table),
      column: text(model.tenancy?.column ?? ''),
      schemas: hasTenantSchemas(model),
    });
  },
});

/** An entity of a tenant that tests can make a row of. */
function subject(model: Model): Entity | undefined {
  if (model.tenancy === null) return undefined;
  const plan = planScenarios(model);
  return model.roots.find((root) => root.tenant && plan.creation(root) !== null);
}
