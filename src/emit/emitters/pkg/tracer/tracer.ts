import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { template } from '../../../template.ts';

/** What makes spans; where nothing leads out of the process, the hook for it. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => 'pkg/tracer/tracer.ts',
  build: (model) =>
    template('pkg/tracer/tracer.ts', {
      name: model.name,
      traced: isTraced(model),
      calls: model.services.length > 0,
    }),
});
