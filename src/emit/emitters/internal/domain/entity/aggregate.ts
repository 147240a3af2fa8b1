import { defineEmitter } from '../../../../define.ts';
import { computedFields } from '../../../../domain/computed.ts';
import { hasEvents } from '../../../../features.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';
import { paths } from '../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.aggregate,
  build: (model) =>
    template(paths.aggregate, {
      events: hasEvents(model),
      computed: model.roots.some((root) => computedFields(root).length > 0),
      stale: say(model.lang, {
        en: 'version is ${this.storedVersion}, not ${expected}',
        zh: '当前版本是 ${this.storedVersion}，不是 ${expected}',
      }),
    }),
});
