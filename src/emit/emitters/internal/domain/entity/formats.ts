import { defineEmitter } from '../../../../define.ts';
import { usedNames, uses } from '../../../../domain/used.ts';
import { template } from '../../../../template.ts';

const path = 'internal/domain/entity/formats.ts';

/** What an address, a time zone and their like look like, as far as the PRD has them. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => uses(model, path),
  path: () => path,
  build: (model) => {
    const names = usedNames(model);
    return template(path, { has: (name: string) => names.has(`${path}#${name}`) });
  },
});
