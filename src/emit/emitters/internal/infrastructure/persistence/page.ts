import { defineEmitter } from '../../../../define.ts';
import { say } from '../../../../text.ts';
import { literal } from '../../../../typescript/code.ts';
import { template } from '../../../../template.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/page.ts',
  build: (model) =>
    template('internal/infrastructure/persistence/page.ts', {
      cursor: model.entities.some((entity) =>
        entity.queries.some(
          (query) =>
            (query.kind === 'list' && query.page.kind === 'cursor') || query.kind === 'history',
        ),
      ),
      message: literal(
        say(model.lang, { en: 'not a cursor of this list', zh: '不是此列表的游标' }),
      ).parts.join(''),
    }),
});
