import type { Command, Model } from '../../model/model.ts';
import { isFile } from '../features.ts';
import { inputMembers } from '../domain/from-json.ts';
import { code, key, literal, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { of, paths } from '../typescript/symbols.ts';
import { authorizeCall, authorizeFirst, authorizeThen, variableOf } from './command-file.ts';
import type { HandlerBody } from './command-file.ts';
import { ports, portsNamed } from './deps.ts';
import { hashStatements, isPassword, methodCall } from './method-call.ts';
import { asksOwner, leadingField, ownerField, ownerOf } from './ownership.ts';
import { referenceChecks } from './references.ts';
import { answerOf } from './show.ts';
import { access } from './symbols.ts';

export const deleteFiles = value('deleteFiles', paths.fileStorage);

/** A change of one row: load, authorize, compare versions, call, save, answer. */
export function rowHandler(command: Command, model: Model): HandlerBody {
  const { entity } = command;
  const row = variableOf(command, model);
  const members = command.inputs.flatMap(({ shape, optional }) =>
    isPassword(shape)
      ? [code`${shape.stateMember},`]
      : inputMembers([{ shape, mayBeLeftOut: optional }], code`data`),
  );
  const call = methodCall(command, model, { members, aggregate: row, row });
  const usesData = command.inputs.some(({ shape }) => !isPassword(shape));
  const opening = openRow(command, row);
  const references = referenceChecks(command, model);
  return {
    first: [...opening.first, ...hashStatements(command.inputs.map((input) => input.shape))],
    work: [
      ...(usesData ? [code`const { data } = command;`] : []),
      ...opening.work,
      ...(command.kind === 'update' ? handedOver(command) : []),
      ...references.statements,
      ...call.before,
      code`${call.call};`,
      ...closing(command, row),
    ],
    ports: [
      ports.repository(entity),
      ...references.ports,
      ...portsNamed(call.ports, model),
      ...(deletesFiles(command) ? [ports.files] : []),
    ],
  };
}

/** From the id to an aggregate that the caller may change. */
export function openRow(
  command: Command,
  row: string,
): { readonly first: readonly Code[]; readonly work: readonly Code[] } {
  const { entity } = command;
  const get = command.kind === 'restore' ? 'getDeleted' : 'get';
  const load = code`const ${row} = await deps.${of.port(entity)}.${get}(command.id);`;
  const expect = code`${row}.expectVersion(command.expectedVersion);`;
  const id = code`command.id`;
  const ownRow = authorizeThen(command, id, () => ownerOf(entity, code`${row}.state`, id));
  return { first: [authorizeFirst(command, id)], work: [load, ...ownRow, expect] };
}

function closing(command: Command, row: string): readonly Code[] {
  const { entity } = command;
  const port = code`deps.${of.port(entity)}`;
  if (command.kind === 'delete') {
    return entity.softDelete === null
      ? [code`await ${port}.delete(${row});`, ...forgetFiles(command, row)]
      : [code`await ${port}.save(${row});`];
  }
  return [code`await ${port}.save(${row});`, answerRow(command, row)];
}

export function answerRow({ entity, action }: Command, row: string): Code {
  return code`return ${answerOf(entity, code`${of.toView(entity)}(${row})`, action)};`;
}

function deletesFiles({ kind, entity }: Command): boolean {
  return kind === 'delete' && entity.softDelete === null && entity.fields.some(isFile);
}

/** Files go with their row. */
function forgetFiles(command: Command, row: string): readonly Code[] {
  if (!deletesFiles(command)) return [];
  const files = command.entity.fields.filter(isFile).map((field) => {
    const stored = code`${row}.state.${key(field.stateMember)}`;
    return field.many && !field.optional
      ? code`...${stored},`
      : field.many
        ? code`...(${stored} ?? []),`
        : code`...(${stored} === null ? [] : [${stored}]),`;
  });
  return [code`${deleteFiles}(deps, [\n${files}\n]);`];
}

/** Who may change a row as its owner may not make it another's. */
function handedOver(command: Command): readonly Code[] {
  const { entity } = command;
  const action = literal(command.action);
  const changes = (field: ReturnType<typeof ownerField>): boolean =>
    field !== null && command.inputs.some((input) => input.field === field);
  const owner = ownerField(entity);
  if (owner !== null && changes(owner) && !owner.many) {
    const id = code`data.${key(owner.member)}`;
    return [code`if (${id} != null) ${access.ownerOfNew}(actor, ${action}, ${id});`];
  }
  const leading = leadingField(entity);
  if (leading === null || !changes(leading) || !asksOwner(command)) return [];
  const id = code`data.${key(leading.member)}`;
  const owners = code`await deps.${of.port(entity)}.ownersThrough(${id})`;
  return [code`if (${id} != null) ${authorizeCall(command, owners)}`];
}
