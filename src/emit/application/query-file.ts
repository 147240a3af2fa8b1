import type { Entity, Model, Query } from '../../model/model.ts';
import { listName } from '../repository/list-method.ts';
import { finderMethod } from '../repository/names.ts';
import { notFound } from '../repository/write-methods.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { handler, kernel, of } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { askedFieldChecks } from './asked-fields.ts';
import { authorizeCall, authorizeFirst, authorizeThen } from './command-file.ts';
import { depsOf, ports } from './deps.ts';
import { fieldRights } from './field-rights.ts';
import { asksOwner, isScoped, ownerWithin, tellsOwner } from './ownership.ts';
import { answerOf, pageAnswer, showsWithDeps } from './show.ts';
import { querySignature } from './signatures.ts';
import { access } from './symbols.ts';

export function queryFile(query: Query, model: Model): TsFile {
  const { entity } = query;
  const { parameter, result } = querySignature(query);
  const asksRepository =
    (query.kind !== 'list' && asksOwner(query) && !tellsOwner(entity)) || showsWithDeps(entity);
  const deps = depsOf(entity, [
    ports.reader(entity),
    ...(asksRepository ? [ports.repository(entity)] : []),
  ]);
  return tsFile(
    deps.declaration,
    code`
      export function ${handler.query(query)}(deps: ${deps.type}) {
        return async (query: ${parameter}, actor: ${kernel.Actor}): Promise<${result}> => {
          ${bodyOf(query, model)}
        };
      }`,
  );
}

function bodyOf(query: Query, model: Model): readonly Code[] {
  switch (query.kind) {
    case 'list':
      return listBody(query);
    case 'find':
      return findBody(query, model);
    case 'history':
      return historyBody(query, model);
    default:
      return getBody(query, model);
  }
}

function listBody(query: Query): readonly Code[] {
  const { entity } = query;
  const scoped = isScoped(query);
  const given =
    query.inverse === null
      ? code`query${scoped && code`, { ownerId }`}`
      : code`query.parentId, query.query${scoped && code`, { ownerId }`}`;
  return [
    scoped
      ? code`const ownerId = ${access.listScope}(actor, ${literal(query.action)});`
      : authorizeCall(query, null),
    ...askedFieldChecks(query),
    ...pageAnswer(entity, code`deps.${of.port(entity)}.${listName(query)}(${given})`, query.action),
  ];
}

function getBody(query: Query, model: Model): readonly Code[] {
  return oneBody(query, model, { name: 'query.id', finder: code`find(query.id)` });
}

function findBody(query: Query, model: Model): readonly Code[] {
  const isEmail = query.find?.type.kind === 'scalar' && query.find.type.scalar === 'email';
  const wanted = isEmail ? code`query.value.trim().toLowerCase()` : code`query.value`;
  const finder = code`${finderMethod(query, model)}(${wanted})`;
  return oneBody(query, model, { name: 'query.value', finder });
}

function oneBody(
  query: Query,
  model: Model,
  { name, finder }: { readonly name: string; readonly finder: Code },
): readonly Code[] {
  const { entity } = query;
  const row = viewVariable(entity);
  const wanted = code`${name}`;
  return [
    authorizeFirst(query, wanted),
    code`const ${row} = await deps.${of.port(entity)}.${finder};`,
    code`if (!${row}) throw ${notFound(entity, model, name)};`,
    ...authorizeThen(query, wanted, () => ownerOfView(entity, row)),
    code`return ${answerOf(entity, code`${row}`, query.action)};`,
  ];
}

function historyBody(query: Query, model: Model): readonly Code[] {
  const { entity } = query;
  const row = viewVariable(entity);
  const port = code`deps.${of.port(entity)}`;
  const page = code`${port}.history(query.id, {
    limit: query.limit,
    ...(query.cursor !== undefined && { cursor: query.cursor }),
  })`;
  const restricted = fieldRights(entity).length > 0;
  if (!asksOwner(query) && !restricted) return [authorizeCall(query, null), code`return ${page};`];
  const id = code`query.id`;
  const owner = ownerOfView(entity, row);
  const opening = [
    authorizeFirst(query, id),
    code`const ${row} = await ${port}.find(query.id);`,
    code`if (!${row}) throw ${notFound(entity, model, 'query.id')};`,
  ];
  if (!restricted) {
    return [...opening, ...authorizeThen(query, id, () => owner), code`return ${page};`];
  }
  const reader = code`{ actor, action: ${literal(query.action)}, owner }`;
  const changes = code`${access.visible}(${literal(entity.names.code)}, entry.changes, ${reader})`;
  const withOwner = entity.ownership !== null;
  return [
    ...opening,
    withOwner ? code`const owner = ${owner};` : code`const owner = null;`,
    ...authorizeThen(query, id, () => code`owner`),
    code`const page = await ${page};`,
    code`return {
      ...page,
      items: page.items.map((entry) => ({ ...entry, changes: ${changes} })),
    };`,
  ];
}

function ownerOfView(entity: Entity, row: string): Code {
  if (entity.ownership === null) return code`null`;
  return tellsOwner(entity)
    ? ownerWithin(entity, code`${row}`, (field) => field.member)
    : code`await deps.${of.port(entity)}.ownersOf(${row}.id)`;
}

export function viewVariable(entity: Entity): string {
  const { camel } = entity.names;
  return [
    'query',
    'actor',
    'deps',
    'page',
    'owner',
    'ownerId',
    'entry',
    'view',
    'reader',
    'ports',
  ].includes(camel)
    ? `${camel}Row`
    : camel;
}
