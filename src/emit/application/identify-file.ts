import type { Model } from '../../model/model.ts';
import { findByName } from '../repository-methods.ts';
import { say } from '../text.ts';
import { code, doc } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { depsInterface, ports } from './deps.ts';

/** An outside issuer knows a principal by a name of its own. */
export function identifyFile({ principal, lang }: Model): TsFile {
  const field = principal?.by ?? null;
  if (principal === null || field === null) throw new Error('no principal to identify');
  const { entity } = principal;
  const text = say(lang, {
    en: 'The id of whoever the subject of a token names; null before he has a row.',
    zh: '令牌 sub 所指主体的 id；尚无数据时为 null。',
  });
  return tsFile(
    depsInterface([ports.repository(entity)]),
    code`
      ${doc(text)}export function identify(deps: Deps) {
        return async (query: { readonly subject: string }, _actor: ${kernel.Actor}): Promise<${of.id(entity)} | null> => {
          const found = await deps.${of.port(entity)}.${findByName(field)}(query.subject);
          return found?.state.id ?? null;
        };
      }`,
  );
}
