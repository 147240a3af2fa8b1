import { defineEmitter } from '../../../../define.ts';
import { hasRetention, isCached, isFile, retainedRoots } from '../../../../features.ts';
import { template } from '../../../../template.ts';

const path = 'internal/infrastructure/jobs/retention.ts';

/** Deletes what has been kept for long enough. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasRetention,
  path: () => path,
  build: (model) =>
    template(path, {
      cached: retainedRoots(model).some(isCached),
      tenant: model.tenancy !== null,
      files: retainedRoots(model).some((root) => root.fields.some(isFile)),
    }),
});
