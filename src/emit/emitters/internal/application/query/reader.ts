import { repositorySignatures } from '../../../../repository/signatures.ts';
import { defineEmitter } from '../../../../define.ts';
import { code, join } from '../../../../typescript/code.ts';
import { of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** The port of views: what queries read. */
export const emitter = defineEmitter({
  each: 'root',
  path: (entity) => paths.reader(entity),
  build(entity, model) {
    const methods = repositorySignatures(entity, model)
      .filter(({ name, query }) => name === 'find' || query !== null)
      .map(({ name, parameters, result }) => {
        const list = join(
          parameters.map((one) => code`${one.name}: ${one.type}`),
          ', ',
        );
        return code`${name}(${list}): Promise<${result}>;`;
      });
    return tsFile(code`export interface ${of.reader(entity)} {\n${methods}\n}`);
  },
});
