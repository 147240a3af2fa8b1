import { defineEmitter } from '../../../../define.ts';
import { template } from '../../../../template.ts';
import { say } from '../../../../text.ts';
import { paths } from '../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  when: (model) => model.entities.some((entity) => entity.lifecycle !== null),
  path: () => paths.lifecycle,
  build: (model) =>
    template(paths.lifecycle, {
      moves: model.roots.some((root) => root.commands.some((command) => command.move !== null)),
      refusal: say(model.lang, {
        en: '${move} is not possible when ${from}',
        zh: '${from} 状态下不能 ${move}',
      }),
    }),
});
