import { defineEmitter } from '../../../define.ts';
import { hasLimits, isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';
import { bilingual } from '../../../text.ts';

/** Settings from the environment, all faults told at once. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/config/environment.ts',
  build: (model) =>
    template('pkg/config/environment.ts', {
      addresses: hasLimits(model),
      shares: isTraced(model),
      t: bilingual(model),
    }),
});
