import { defineEmitter } from '../../../../define.ts';
import { hasDecimals, uses } from '../../../../domain/used.ts';
import { template } from '../../../../template.ts';
import { paths } from '../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: hasDecimals,
  path: () => paths.money,
  build: (model) =>
    template(paths.money, {
      fits: uses(model, paths.money, 'fits'),
      sum: uses(model, paths.money, 'sum'),
    }),
});
