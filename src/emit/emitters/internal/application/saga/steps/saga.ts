import { depsInterface, ports } from '../../../../../application/deps.ts';
import { targetPorts } from '../../../../../application/reaction-deps.ts';
import { failsOf, readsRow, stepsOf } from '../../../../../application/saga-code.ts';
import { mentions } from '../../../../../application/target-code.ts';
import { defineEmitter } from '../../../../../define.ts';
import { sagaFunction } from '../../../../../sagas.ts';
import { targetsOfSaga } from '../../../../../targets.ts';
import { code, doc, literal, type } from '../../../../../typescript/code.ts';
import { of, paths } from '../../../../../typescript/symbols.ts';
import { tsFile } from '../../../../../typescript/ts-file.ts';

/** What a saga does when its event comes, and how each step is taken back. */
export const emitter = defineEmitter({
  each: 'saga',
  path: (saga) => paths.saga(saga),
  build(saga, model) {
    const targets = targetsOfSaga(saga);
    const { entity, name } = saga.starts;
    const steps = stepsOf(saga, model);
    const event = mentions(steps, 'event') ? 'event' : '_event';
    const row = targets.some(readsRow) ? [ports.repository(entity)] : [];
    return tsFile(
      depsInterface([...targetPorts(targets), ...row]),
      code`
        ${saga.label !== saga.name && doc(saga.label)}export function ${sagaFunction(saga).name}(deps: Deps): ${type('Saga', 'internal/application/saga/saga.ts')}<${of.events(entity)}[${literal(name)}]> {
          return {
            async run(${event}, step) {
              ${steps}
            },
            ${failsOf(saga, model)}
          };
        }`,
    );
  },
});
