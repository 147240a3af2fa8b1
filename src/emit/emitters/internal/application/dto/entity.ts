import { authSchemas, commandSchemas } from '../../../../application/input-schemas.ts';
import { childInput } from '../../../../application/child-input.ts';
import { listSchema } from '../../../../application/list-schemas.ts';
import { toView, viewSchema } from '../../../../application/view-schema.ts';
import { defineEmitter } from '../../../../define.ts';
import { paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** What callers send about an entity, and what they get. */
export const emitter = defineEmitter({
  each: 'entity',
  path: (entity) => paths.dto(entity),
  build: (entity, model) =>
    tsFile(
      entity.kind === 'owned' && childInput(entity),
      commandSchemas(entity, model),
      model.auth?.entity === entity && authSchemas(model.auth),
      entity.queries
        .filter((query) => query.kind === 'list' || query.kind === 'custom')
        .map(listSchema),
      viewSchema(entity),
      toView(entity),
    ),
});
