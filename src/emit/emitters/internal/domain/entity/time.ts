import { defineEmitter } from '../../../../define.ts';
import { usedNames, uses } from '../../../../domain/used.ts';
import { template } from '../../../../template.ts';

const path = 'internal/domain/entity/time.ts';

/** Moments and durations, as far as the PRD's expressions use them. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => uses(model, path),
  path: () => path,
  build: (model) => {
    const names = usedNames(model);
    return template(path, { has: (name: string) => names.has(`${path}#${name}`) });
  },
});
