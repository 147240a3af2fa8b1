import type { Auth, Command, Entity, Field, Model, Query } from '../../model/model.ts';
import { isFile, showsSagas } from '../features.ts';
import { pageOf } from '../repository/list-method.ts';
import { historyEntry } from '../repository/names.ts';
import { code, type, value } from '../typescript/code.ts';
import type { Code, Ref } from '../typescript/code.ts';
import { handler, inputType, kernel, of, paths } from '../typescript/symbols.ts';
import { resultType, upperFirst } from './names.ts';
import { sagaSignatures } from './saga-signatures.ts';

/**
 * A use case as the other layers call it: `application.<name>(<parameter>, actor)`. Every handler
 * takes an actor, and each answers a promise of `result`.
 */
export interface HandlerSignature {
  /** The key in `application`. */
  readonly name: string;
  /** The function that makes the handler out of the ports. */
  readonly handler: Ref;
  /** The type of the first parameter. */
  readonly parameter: Code;
  readonly result: Code;
}

/** Every use case of the service, by name. */
export function handlerSignatures(model: Model): readonly HandlerSignature[] {
  const all = [
    ...model.roots.flatMap((root) => [
      ...root.commands.map(commandSignature),
      ...root.queries.map(querySignature),
      ...downloadsOf(root).map(downloadSignature),
    ]),
    ...(model.auth === null ? [] : authSignatures(model.auth)),
    ...(showsSagas(model) ? sagaSignatures : []),
    ...(identifies(model) ? [identifySignature(model)] : []),
  ];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * create: `{ data }`; on a row: `Target<Id> & { data }`, with `elementId` where it is `on` a
 * collection; without input no `data`. A file comes as `{ file: IncomingFile }`; of a field with
 * many files `{ fileKey }` says which to detach.
 */
export function commandSignature(command: Command): HandlerSignature {
  return {
    name: command.handler,
    handler: handler.command(command),
    parameter: commandParameter(command),
    result: commandResult(command),
  };
}

function commandParameter(command: Command): Code {
  const data = hasData(command) && code`readonly data: ${inputType(command)}`;
  if (command.kind === 'create') return code`{ ${data} }`;
  const members = [
    ...(command.on === null ? [] : [code`readonly elementId: ${elementId(command.on)}`]),
    ...(data === false ? [] : [data]),
    ...(command.kind === 'attachFile' ? [code`readonly file: ${incomingFile}`] : []),
    ...(command.kind === 'detachFile' && command.file?.many
      ? [code`readonly fileKey: string`]
      : []),
  ];
  const target = code`${kernel.Target}<${of.id(command.entity)}>`;
  if (members.length === 0) return target;
  return code`${target} & { ${members.map((member) => code`${member};`)} }`;
}

/** Whether the command takes a body. */
export function hasData(command: Command): boolean {
  return command.inputName !== null && command.kind !== 'delete' && command.kind !== 'restore';
}

function commandResult(command: Command): Code {
  if (command.kind === 'delete') return code`void`;
  if (answersResult(command)) return code`${resultType(command)}`;
  return code`${of.view(command.entity)}`;
}

/** Whether it answers what `returns` says rather than the view; then its DTO has a schema of that name. */
export function answersResult(command: Command): boolean {
  return command.kind === 'custom' && command.returns.length > 0;
}

function elementId(on: Field): Code {
  if (on.type.kind !== 'owned') throw new Error(`${on.name} has no elements`);
  return code`${of.id(on.type.entity)}`;
}

/**
 * get `{ id }`, find `{ value }`, list the query itself, inverse list `{ parentId, query }`,
 * history `{ id, cursor?, limit }`. A custom query takes its own input; what it answers is its
 * owner's, so that no response schema may narrow it.
 */
export function querySignature(query: Query): HandlerSignature {
  return {
    name: query.handler,
    handler: handler.query(query),
    parameter: queryParameter(query),
    result: queryResult(query),
  };
}

function queryParameter(query: Query): Code {
  switch (query.kind) {
    case 'get':
      return code`{ readonly id: ${of.id(query.entity)} }`;
    case 'find':
      return code`{ readonly value: string }`;
    case 'history':
      return code`{ readonly id: ${of.id(query.entity)}; readonly cursor?: string; readonly limit: number }`;
    case 'custom':
      return code`${inputType(query)}`;
    case 'list':
      return query.inverse === null
        ? code`${inputType(query)}`
        : code`{ readonly parentId: ${of.id(query.inverse.entity)}; readonly query: ${inputType(query)} }`;
  }
}

function queryResult(query: Query): Code {
  if (query.kind === 'list') return pageOf(query);
  if (query.kind === 'history') return code`${kernel.Page}<${historyEntry}>`;
  return query.kind === 'custom' ? code`unknown` : code`${of.view(query.entity)}`;
}

/** A file or image field whose content may be read, with the rights of `get`. */
export interface Download {
  readonly entity: Entity;
  readonly field: Field;
  readonly get: Query;
  /** `downloadProductImages`. */
  readonly handler: string;
  readonly kebab: string;
}

/** At `GET /<route>/:id/<field>`, and with many files `GET /<route>/:id/<field>/:fileKey`. */
export function downloadsOf(entity: Entity): readonly Download[] {
  return entity.fields.flatMap((field) => downloadOf(entity, field) ?? []);
}

export function downloadOf(entity: Entity, field: Field): Download | null {
  const get = entity.queries.find((query) => query.kind === 'get');
  if (get === undefined || !isFile(field)) return null;
  return {
    entity,
    field,
    get,
    handler: `download${entity.names.className}${upperFirst(field.name)}`,
    kebab: `download-${entity.names.kebab}-${kebab(field.name)}`,
  };
}

export function downloadPath({ entity, kebab: file }: Download): string {
  return paths.reader(entity).replace(/[^/]*$/, `${file}.ts`);
}

export function downloadSignature(download: Download): HandlerSignature {
  const { entity, field } = download;
  const fileKey = field.many && code`readonly fileKey: string;`;
  return {
    name: download.handler,
    handler: value(download.handler, downloadPath(download)),
    parameter: code`{ readonly id: ${of.id(entity)}; ${fileKey} }`,
    result: code`${fileContent}`,
  };
}

/** `{ name, type, content }`: what `attachFile` takes; `content` is a Readable. */
export const incomingFile = type('IncomingFile', paths.fileStorage);
/** `{ file, content }`: a StoredFile (`key`, `name`, `type`, `size`) and its Readable. */
export const fileContent = type('FileContent', paths.fileStorage);

export const authPaths = {
  logIn: 'internal/application/command/log-in.ts',
  refreshSession: 'internal/application/command/refresh-session.ts',
  logOut: 'internal/application/command/log-out.ts',
  sessions: 'internal/application/sessions.ts',
};

/** `{ userId, roles, refreshToken, refreshExpiresAt }` and under tenancy `tenant`: HTTP signs the access token. */
export const signedIn = type('SignedIn', authPaths.sessions);

/** Schemas of the bodies: an identifier and `password`; `{ refreshToken }`. */
export const logInSchema = ({ entity }: Auth) => value('LogIn', paths.dto(entity));
export const logInType = ({ entity }: Auth) => type('LogIn', paths.dto(entity));
export const refreshSchema = ({ entity }: Auth) => value('RefreshSession', paths.dto(entity));
export const refreshType = ({ entity }: Auth) => type('RefreshSession', paths.dto(entity));

export function authSignatures(auth: Auth): readonly HandlerSignature[] {
  const data = (given: Ref): Code => code`{ readonly data: ${given} }`;
  return [
    {
      name: 'logIn',
      handler: value('logIn', authPaths.logIn),
      parameter: data(logInType(auth)),
      result: code`${signedIn}`,
    },
    {
      name: 'logOut',
      handler: value('logOut', authPaths.logOut),
      parameter: data(refreshType(auth)),
      result: code`void`,
    },
    {
      name: 'refreshSession',
      handler: value('refreshSession', authPaths.refreshSession),
      parameter: data(refreshType(auth)),
      result: code`${signedIn}`,
    },
  ];
}

/** Whether a token's `sub` is not the principal's id, so that it must be looked up. */
export function identifies(model: Model): boolean {
  return model.principal !== null && model.principal.by !== null;
}

/** Whether a token's `sub` is the id of the principal's row. */
export function subjectIsId(model: Model): boolean {
  return model.principal !== null && model.principal.by === null;
}

/**
 * `identify({ subject }, actor)` answers the id of the principal's row that a token's `sub` names, or null;
 * asked by authentication as `anonymous` in the token's tenant. The actor then carries `subject` too.
 */
export function identifySignature(model: Model): HandlerSignature {
  const principal = model.principal?.entity;
  if (principal === undefined) throw new Error('no principal to identify');
  return {
    name: 'identify',
    handler: value('identify', 'internal/application/query/identify.ts'),
    parameter: code`{ readonly subject: string }`,
    result: code`${of.id(principal)} | null`,
  };
}

export function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
