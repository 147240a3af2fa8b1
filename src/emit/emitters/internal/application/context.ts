import { defineEmitter } from '../../../define.ts';
import { hasContext } from '../../../features.ts';
import { template } from '../../../template.ts';
import { tenantMissing } from '../../../tenant-words.ts';
import { paths } from '../../../typescript/symbols.ts';

/** On whose behalf the work at hand is done. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasContext(model),
  path: () => paths.context,
  build: (model) =>
    template(paths.context, {
      tenant: model.tenancy !== null,
      missing: tenantMissing(model),
    }),
});
