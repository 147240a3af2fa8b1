import { defineEmitter } from '../../define.ts';
import { hasTenantSchemas } from '../../features.ts';
import { template } from '../../template.ts';
import { bilingual } from '../../text.ts';

/** `npm run tenant:add`, `tenant:list`, `tenant:remove`. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasTenantSchemas,
  path: () => 'scripts/tenant.ts',
  build: (model) => template('scripts/tenant.ts', { t: bilingual(model) }),
});
