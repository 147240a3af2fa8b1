import type { Model } from '../../model/model.ts';
import { notFound } from '../repository/write-methods.ts';
import { say } from '../text.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { authorizeFirst, authorizeThen } from './command-file.ts';
import { depsInterface, ports } from './deps.ts';
import { isPresented } from './field-rights.ts';
import { asksOwner, ownerWithin, tellsOwner } from './ownership.ts';
import { viewVariable } from './query-file.ts';
import { downloadPath, downloadSignature } from './signatures.ts';
import type { Download } from './signatures.ts';
import { fieldAnswer } from './show.ts';

/** With the rights of `get`, and of the field where it has its own. */
export function downloadFile(download: Download, model: Model): TsFile {
  const { entity, field, get } = download;
  const { parameter, result } = downloadSignature(download);
  const row = viewVariable(entity);
  const repository = ports.repository(entity);
  const asksRepository = (asksOwner(get) && !tellsOwner(entity)) || isPresented(entity);
  const id = code`query.id`;
  const missing = literal(say(model.lang, { en: 'no such file', zh: '没有这个文件' }));
  const shown = fieldAnswer(entity, row, get.action);
  const stored = code`${shown}.${key(field.member)}`;
  const file = field.many ? code`${stored}?.find((one) => one.key === query.fileKey)` : stored;
  return tsFile(
    depsInterface([ports.reader(entity), ports.files, ...(asksRepository ? [repository] : [])]),
    code`
      export function ${value(download.handler, downloadPath(download))}(deps: Deps) {
        return async (query: ${parameter}, actor: ${kernel.Actor}): Promise<${result}> => {
          ${authorizeFirst(get, id)}
          const ${row} = await deps.${of.port(entity)}.find(query.id);
          if (!${row}) throw ${notFound(entity, model, 'query.id')};
          ${authorizeThen(get, id, ownerOfView)}
          const file = ${file};
          if (!file) throw new ${kernel.AppError}('not_found', 'file.not_found', ${missing});
          return { file, content: await deps.files.open(file.key) };
        };
      }`,
  );

  function ownerOfView(): Code {
    return tellsOwner(entity)
      ? ownerWithin(entity, code`${row}`, (one) => one.member)
      : code`await deps.${of.port(entity)}.ownersOf(query.id)`;
  }
}
