import { defineEmitter } from '../../../../define.ts';
import { lifecycleStatements, rootStatements } from '../../../../domain/root.ts';
import { code, literal } from '../../../../typescript/code.ts';
import { kernel, of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'root',
  path: (root) => paths.entity(root),
  build: (root, model) =>
    tsFile(
      code`export type ${of.id(root)} = ${kernel.Id}<${literal(root.names.code)}>;`,
      lifecycleStatements(root),
      rootStatements(root, model),
    ),
});
