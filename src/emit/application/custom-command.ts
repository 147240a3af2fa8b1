import type { Command, Model } from '../../model/model.ts';
import { snake } from './names.ts';
import { say } from '../text.ts';
import { code, doc, literal } from '../typescript/code.ts';
import { handler, kernel } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { variableOf } from './command-file.ts';
import { allPorts } from './deps.ts';
import { openRow } from './row-handler.ts';
import { commandSignature } from './signatures.ts';

/** What is there before the owner of a custom command has written it: rights are checked already. */
export function customCommandFile(command: Command, model: Model): TsFile {
  const row = variableOf(command, model);
  const { parameter, result } = commandSignature(command);
  const opening = openRow(command, row);
  const text = say(model.lang, {
    en: `${command.label}. This file is yours: it is never generated again.`,
    zh: `${command.label}。此文件归您所有，不会再次生成。`,
  });
  const message = say(model.lang, {
    en: `${command.action} is not written yet`,
    zh: `${command.action} 尚未实现`,
  });
  const errorCode = `${command.entity.names.snake}.${snake(command.name)}_not_implemented`;
  return tsFile(code`
    ${doc(text)}export function ${handler.command(command)}(deps: ${allPorts}) {
      return async (command: ${parameter}, actor: ${kernel.Actor}): Promise<${result}> => {
        ${opening.first}
        return deps.unitOfWork.run(async () => {
          ${opening.work}
          throw new ${kernel.AppError}('not_implemented', ${literal(errorCode)}, ${literal(message)});
        });
      };
    }`);
}
