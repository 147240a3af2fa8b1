import type { Command, Entity, Query } from '../../model/model.ts';
import { answersResult, hasData } from '../application/signatures.ts';
import { resultSchema } from '../application/names.ts';
import { inputSchemaOf } from '../application/schema-code.ts';
import { isFile } from '../features.ts';
import { code, literal, templateText, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { inputSchema, of, paths } from '../typescript/symbols.ts';
import type { Endpoint } from './endpoints.ts';
import { http } from './paths.ts';

const page = (name: string) => value(name, paths.page);
const IdOf = value('IdOf', paths.schema);
const Named = value('Named', paths.schema);
export const HistoryEntry = value('HistoryEntry', 'internal/application/dto/history.ts');

/** Whether a request may carry an Idempotency-Key. */
export function isRepeatable({ kind, idempotent }: Command): boolean {
  return kind === 'create' || idempotent;
}

/** One route: its description, its schemas, and the call of its handler. */
export function routeCode(endpoint: Endpoint): Code {
  const schema = [
    code`operationId: ${literal(endpoint.handler)},`,
    code`tags: [${literal(entityOf(endpoint).names.code)}],`,
    code`summary: ${literal(summaryOf(endpoint))},`,
    endpoint.by.anyone && code`security: ${http.publicly},`,
    headers(endpoint),
    params(endpoint),
    input(endpoint),
    answer(endpoint),
  ].filter((one) => one !== false && one !== null);
  return code`
    app.${endpoint.method}(
      ${literal(endpoint.path)},
      {
        schema: {
          ${schema}
        },
      },
      ${handlerCode(endpoint)},
    );
`;
}

/** The label; a name that nobody labelled is spelt as words. */
function summaryOf(endpoint: Endpoint): string {
  const { label } = endpoint;
  const name = endpoint.kind === 'command' ? endpoint.command.name : '';
  if (label !== name) return label;
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function entityOf(endpoint: Endpoint): Entity {
  if (endpoint.kind === 'command') return endpoint.command.entity;
  return endpoint.kind === 'query' ? endpoint.query.entity : endpoint.download.entity;
}

function headers(endpoint: Endpoint): Code | null {
  if (endpoint.kind !== 'command') return null;
  const { command } = endpoint;
  if (command.kind === 'create') return code`headers: ${http.IdempotencyKey},`;
  if (!isRepeatable(command)) return code`headers: ${http.IfMatch},`;
  return code`headers: ${http.Type}.Object({
    ...${http.IfMatch}.properties,
    ...${http.IdempotencyKey}.properties,
  }),`;
}

/** Whether the path holds the entity's id and nothing else. */
export function hasIdOnly({ path }: Endpoint): boolean {
  return (
    path
      .split('/')
      .filter((step) => step.startsWith(':'))
      .join() === ':id'
  );
}

function params(endpoint: Endpoint): Code | null {
  const { path } = endpoint;
  if (endpoint.kind === 'query' && endpoint.query.inverse !== null) {
    return code`params: ${http.idParams}<${idName(endpoint.query.inverse.entity)}>(),`;
  }
  if (hasIdOnly(endpoint)) return code`params,`;
  const id = code`id: ${IdOf}<${idName(entityOf(endpoint))}>(),`;
  if (path.includes('/:elementId')) {
    return code`params: ${http.Type}.Object({ ${id} elementId: ${elementId(endpoint)} }),`;
  }
  if (path.endsWith('/:fileKey')) {
    return code`params: ${http.Type}.Object({ ${id} fileKey: ${http.Type}.String({ maxLength: 200 }) }),`;
  }
  if (path.endsWith('/:value') && endpoint.kind === 'query') {
    return code`params: ${http.Type}.Object({ value: ${foundBy(endpoint.query)} }),`;
  }
  return null;
}

function idName(entity: Entity): Code {
  return literal(entity.names.code);
}

function elementId(endpoint: Endpoint): Code {
  const on = endpoint.kind === 'command' ? endpoint.command.on : null;
  if (on?.type.kind !== 'owned') throw new Error(`${endpoint.path} has no elements`);
  return code`${IdOf}<${idName(on.type.entity)}>()`;
}

/** Any text finds nothing where text is looked for; other types must be what they are. */
function foundBy({ find, name }: Query): Code {
  if (find === null) throw new Error(`${name} finds by nothing`);
  return isText(find) ? code`${http.Type}.String({ maxLength: 1_000 })` : inputSchemaOf(find);
}

function isText({ type }: NonNullable<Query['find']>): boolean {
  const texts: readonly string[] = ['string', 'text', 'email', 'url', 'phone', 'slug', 'tz'];
  return type.kind === 'scalar' && texts.includes(type.scalar);
}

function input(endpoint: Endpoint): Code | null {
  if (endpoint.kind === 'query') {
    const { query } = endpoint;
    if (query.kind === 'list' || query.kind === 'custom')
      return code`querystring: ${inputSchema(query)},`;
    if (query.kind !== 'history') return null;
    const { size, max } = query.page;
    return code`querystring: ${http.Type}.Object(${page('pageQuery')}({ size: ${size}, max: ${max} })),`;
  }
  if (endpoint.kind === 'download') return null;
  const { command } = endpoint;
  if (command.kind === 'attachFile') {
    return code`consumes: ['multipart/form-data'],
      body: ${http.FileUpload},`;
  }
  return hasData(command) ? code`body: ${Named}(${inputSchema(command)}),` : null;
}

function answer(endpoint: Endpoint): Code | null {
  if (endpoint.status === 204) return code`response: { 204: ${http.Type}.Null() },`;
  const schema = answerSchema(endpoint);
  return schema && code`response: { ${endpoint.status}: ${schema} },`;
}

/** What a custom query answers is its owner's: no schema may narrow it. */
function answerSchema(endpoint: Endpoint): Code | null {
  const view = code`${Named}(${of.viewSchema(entityOf(endpoint))})`;
  if (endpoint.kind === 'download') return code`${http.FileDownload}`;
  if (endpoint.kind === 'command') {
    return answersResult(endpoint.command)
      ? code`${Named}(${resultSchema(endpoint.command)})`
      : view;
  }
  const { query } = endpoint;
  switch (query.kind) {
    case 'custom':
      return null;
    case 'history':
      return code`${page('PageOf')}(${Named}(${HistoryEntry}))`;
    case 'list':
      return code`${page(query.page.kind === 'cursor' ? 'PageOf' : 'OffsetPageOf')}(${view})`;
    default:
      return view;
  }
}

function handlerCode(endpoint: Endpoint): Code {
  if (endpoint.kind === 'query') return queryHandler(endpoint.query);
  if (endpoint.kind === 'command') return commandHandler(endpoint.command);
  return code`async (request, reply) =>
    ${http.sendFile}(reply, await application.${endpoint.handler}(request.params, request.actor))`;
}

function queryHandler(query: Query): Code {
  const call = (given: Code): Code => code`application.${query.handler}(${given}, request.actor)`;
  switch (query.kind) {
    case 'get':
    case 'find': {
      const given =
        query.kind === 'find' && query.find !== null && !isTextual(query)
          ? code`{ value: String(request.params.value) }`
          : code`request.params`;
      return code`async (request, reply) => ${http.withETag}(reply, await ${call(given)})`;
    }
    case 'history':
      return code`async (request) => ${call(code`{ ...request.params, ...request.query }`)}`;
    case 'custom':
      return code`async (request) => ${call(code`request.query`)}`;
    case 'list':
      return query.inverse === null
        ? code`async (request) => ${call(code`request.query`)}`
        : code`async (request) => ${call(code`{ parentId: request.params.id, query: request.query }`)}`;
  }
}

/** Whether the schema of what is looked for gives text. */
function isTextual({ find }: Query): boolean {
  const numbers: readonly string[] = ['int', 'float', 'duration', 'bool'];
  return find?.type.kind !== 'scalar' || !numbers.includes(find.type.scalar);
}

function commandHandler(command: Command): Code {
  const work = code`application.${command.handler}(${given(command)}, request.actor)`;
  const call = isRepeatable(command)
    ? code`${http.once}(idempotency, request, ${literal(command.action)}, () => ${work})`
    : work;
  if (command.kind === 'delete') {
    return code`async (request, reply) => {
      await ${call};
      return reply.code(204).send(null);
    }`;
  }
  if (command.kind === 'create') {
    return code`async (request, reply) => {
      const created = await ${call};
      reply.code(201).header('location', \`/${templateText(encodeURI(command.entity.names.route))}/\${created.id}\`);
      return ${http.withETag}(reply, created);
    }`;
  }
  if (answersResult(command)) return code`async (request) => ${call}`;
  return code`async (request, reply) => ${http.withETag}(reply, await ${call})`;
}

function given(command: Command): Code {
  if (command.kind === 'create') return code`{ data: request.body }`;
  const members = [
    command.on !== null && code`elementId: request.params.elementId,`,
    hasData(command) && code`data: request.body,`,
    command.kind === 'attachFile' &&
      code`file: await ${http.fileOf}(reply, { maxBytes: ${maxBytes(command)} }),`,
    command.kind === 'detachFile' && command.file?.many && code`fileKey: request.params.fileKey,`,
  ].filter((one) => one !== false && one !== undefined);
  if (members.length === 0) return code`${http.target}(request)`;
  return code`{ ...${http.target}(request), ${members} }`;
}

function maxBytes({ file, action }: Command): number {
  if (file === null || !isFile(file)) throw new Error(`${action} takes no file`);
  return file.length?.max ?? 10 * 1024 * 1024;
}
