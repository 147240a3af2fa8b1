import { defineEmitter } from '../../../define.ts';
import { hasIdempotency } from '../../../features.ts';
import { template } from '../../../template.ts';
import { paths } from '../../../typescript/symbols.ts';

/** The port of work that is done once for each key. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasIdempotency(model),
  path: () => paths.idempotency,
  build: () => template(paths.idempotency, {}),
});
