import { defineEmitter } from '../../../../define.ts';
import { childStatements } from '../../../../domain/child.ts';
import { lifecycleStatements } from '../../../../domain/root.ts';
import { code, literal } from '../../../../typescript/code.ts';
import { kernel, of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** A part of an aggregate, made and checked with its root. */
export const emitter = defineEmitter({
  each: 'owned',
  path: (child) => paths.entity(child),
  build: (child, model) =>
    tsFile(
      code`export type ${of.id(child)} = ${kernel.Id}<${literal(child.names.code)}>;`,
      lifecycleStatements(child),
      childStatements(child, model),
    ),
});
