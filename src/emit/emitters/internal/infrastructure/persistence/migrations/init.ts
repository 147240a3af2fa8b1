import { defineEmitter } from '../../../../../define.ts';
import { schemaStatements } from '../../../../../sql/schema.ts';
import { paths } from '../../../../../typescript/symbols.ts';

export const emitter = defineEmitter({
  each: 'project',
  kind: 'append',
  path: () => paths.firstMigration,
  build: (model) => `${schemaStatements(model).join('\n\n')}\n`,
});
