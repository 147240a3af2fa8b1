import type { Command, Field, Model } from '../../model/model.ts';
import { hasImages, isImage } from '../features.ts';
import { say } from '../text.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { authorizeFirst, authorizeThen, variableOf } from './command-file.ts';
import type { HandlerBody } from './command-file.ts';
import { ports, portsNamed } from './deps.ts';
import { methodCall } from './method-call.ts';
import { ownerOf } from './ownership.ts';
import { answerRow, deleteFiles, openRow } from './row-handler.ts';

const withFile = value('withFile', paths.fileStorage);

/** A file is taken in before the transaction, and only from who may attach it. */
export function attachHandler(command: Command, model: Model): HandlerBody {
  const field = fileOf(command);
  const { entity } = command;
  const row = variableOf(command, model);
  const call = methodCall(command, model, { members: [], aggregate: row, row });
  const port = code`deps.${of.port(entity)}`;
  const stored = code`${row}.state.${key(field.stateMember)}`;
  const replaced = !field.many;
  const id = code`command.id`;
  return {
    first: [
      authorizeFirst(command, id),
      code`const target = await ${port}.get(command.id);`,
      ...authorizeThen(command, id, () => ownerOf(entity, code`target.state`, id)),
      code`target.expectVersion(command.expectedVersion);`,
    ],
    work: [
      code`const ${row} = await ${port}.get(command.id);`,
      code`${row}.expectVersion(command.expectedVersion);`,
      ...(replaced ? [code`const replaced = ${stored};`] : []),
      ...call.before,
      code`${call.call};`,
      code`await ${port}.save(${row});`,
      ...(replaced ? [code`if (replaced !== null) ${deleteFiles}(deps, [replaced]);`] : []),
      answerRow(command, row),
    ],
    ports: [ports.repository(entity), ports.files, ...portsNamed(call.ports, model)],
    around: (run) => receiving(field, model, run),
  };
}

/** `withFile(deps, command.file, …, (file) => …)` around the transaction of an attachment. */
function receiving(field: Field, model: Model, run: Code): Code {
  const rules = code`{
    name: ${literal(field.name)},
    maxBytes: ${field.length?.max ?? 10_000_000},
    ${hasImages(model) && code`isImage: ${literal(isImage(field))},`}
  }`;
  return code`${withFile}(deps, command.file, ${rules}, (file) => ${run})`;
}

export function detachHandler(command: Command, model: Model): HandlerBody {
  const field = fileOf(command);
  const { entity } = command;
  const row = variableOf(command, model);
  const call = methodCall(command, model, { members: [], aggregate: row, row });
  const opening = openRow(command, row);
  const stored = code`${row}.state.${key(field.stateMember)}`;
  const files = field.many
    ? code`${field.optional ? code`(${stored} ?? [])` : stored}.filter((one) => one.key === command.fileKey)`
    : code`${stored} === null ? [] : [${stored}]`;
  return {
    first: opening.first,
    work: [
      ...opening.work,
      code`const files = ${files};`,
      code`if (files.length === 0) throw new ${kernel.AppError}('not_found', 'file.not_found', ${literal(say(model.lang, { en: 'no such file', zh: '没有这个文件' }))});`,
      ...call.before,
      code`${call.call};`,
      code`await deps.${of.port(entity)}.save(${row});`,
      code`${deleteFiles}(deps, files);`,
      answerRow(command, row),
    ],
    ports: [ports.repository(entity), ports.files, ...portsNamed(call.ports, model)],
  };
}

function fileOf(command: Command): Field {
  if (command.file === null) throw new Error(`${command.action} has no file`);
  return command.file;
}
