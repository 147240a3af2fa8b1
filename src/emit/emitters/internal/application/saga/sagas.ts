import { defineEmitter } from '../../../../define.ts';
import { hasSagas } from '../../../../features.ts';
import { sagaFunction } from '../../../../sagas.ts';
import { say } from '../../../../text.ts';
import { code, doc, key, type } from '../../../../typescript/code.ts';
import { kernel, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** One page with every saga. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasSagas(model),
  path: () => paths.sagas,
  build: (model) =>
    tsFile(
      code`
        interface Deps extends ${type('Ports', paths.application)} {
          readonly application: ${kernel.Application};
        }`,
      code`
        ${doc(say(model.lang, { en: 'All sagas, by the name that they are stored under.', zh: '全部长事务，以存储时的名称为键。' }))}export function createSagas(deps: Deps) {
          return {
            ${model.sagas.map((saga) => code`${key(saga.name)}: ${sagaFunction(saga)}(deps),`)}
          };
        }`,
    ),
});
