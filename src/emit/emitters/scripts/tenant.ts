import { defineEmitter } from '../../define.ts';
import { hasTenantSchemas } from '../../features.ts';
import { template } from '../../template.ts';

/** `npm run tenant:add`, `tenant:list`, `tenant:remove`. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasTenantSchemas,
  path: () => 'scripts/tenant.ts',
  build: ({ lang }) =>
    template('scripts/tenant.ts', { t: (en: string, zh: string) => ({ en, zh })[lang] }),
});
