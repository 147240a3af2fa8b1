import type { Model, Query } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, doc, literal } from '../typescript/code.ts';
import { handler, kernel } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { authorizeCall } from './command-file.ts';
import { allPorts } from './deps.ts';
import { isScoped } from './ownership.ts';
import { querySignature } from './signatures.ts';
import { access } from './symbols.ts';

/** What is there before the owner of a custom query has written it. */
export function customQueryFile(query: Query, model: Model): TsFile {
  const { entity } = query;
  const { parameter } = querySignature(query);
  const text = say(model.lang, {
    en: `${query.label}. This file is yours: it is never generated again. It may answer anything that JSON can hold.`,
    zh: `${query.label}。此文件归您所有，不会再次生成。可返回任何 JSON。`,
  });
  const message = say(model.lang, {
    en: `${query.action} is not written yet`,
    zh: `${query.action} 尚未实现`,
  });
  const start = isScoped(query)
    ? code`${access.listScope}(actor, ${literal(query.action)});`
    : authorizeCall(query, null);
  return tsFile(code`
    ${doc(text)}export function ${handler.query(query)}(_deps: ${allPorts}) {
      return async (_query: ${parameter}, actor: ${kernel.Actor}): Promise<unknown> => {
        ${start}
        throw new ${kernel.AppError}('not_implemented', ${literal(`${entity.names.snake}.not_implemented`)}, ${literal(message)});
      };
    }`);
}
