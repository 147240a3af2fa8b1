import { handlerSignatures } from '../../../application/signatures.ts';
import { applicationPorts } from '../../../application/application-ports.ts';
import { defineEmitter } from '../../../define.ts';
import { hasContext } from '../../../features.ts';
import { say } from '../../../text.ts';
import { code, doc, value } from '../../../typescript/code.ts';
import { kernel, paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** One page with every use case of the service. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.application,
  build(model) {
    const wrapped = hasContext(model);
    const handlers = handlerSignatures(model).map(({ name, handler }) =>
      wrapped ? code`${name}: inContext(${handler}(ports)),` : code`${name}: ${handler}(ports),`,
    );
    const text = (en: string, zh: string) => doc(say(model.lang, { en, zh }));
    return tsFile(
      code`${text('What the application needs from outside.', '应用层对外部的需求。')}export interface Ports {\n${applicationPorts(model)}\n}`,
      code`export type Application = ReturnType<typeof createApplication>;`,
      code`
        ${text('Everything this service can do.', '本服务的全部功能。')}export function createApplication(ports: Ports) {
          return {\n${handlers}\n};
        }`,
      wrapped &&
        code`
          ${text('What lies below knows on whose behalf it works.', '下层由此得知代表谁执行。')}function inContext<Input, Result>(
            handler: (input: Input, actor: ${kernel.Actor}) => Promise<Result>,
          ) {
            return (input: Input, actor: ${kernel.Actor}): Promise<Result> =>
              ${value('runAs', paths.context)}(actor, () => handler(input, actor));
          }`,
    );
  },
});
