import type { Command, Entity, Model, Query, Who } from '../../model/model.ts';
import { downloadsOf } from '../application/signatures.ts';
import type { Download } from '../application/signatures.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Common {
  readonly method: Method;
  /** As fastify writes it: `/orders/:id/pay`. */
  readonly path: string;
  /** The handler in `application`, and the operation's id in the description. */
  readonly handler: string;
  readonly label: string;
  readonly by: Who;
  /** Of an answer that is no refusal. */
  readonly status: 200 | 201 | 204;
}

/** A way in over HTTP. */
export type Endpoint =
  | (Common & { readonly kind: 'command'; readonly command: Command })
  | (Common & { readonly kind: 'query'; readonly query: Query })
  | (Common & { readonly kind: 'download'; readonly download: Download });

/** All of the service's entities; those of logging in and of operations stand in `fixedEndpoints`. */
export function endpoints(model: Model): readonly Endpoint[] {
  return model.roots.flatMap(endpointsOf);
}

/** Those of one root, collection first. */
export function endpointsOf(root: Entity): readonly Endpoint[] {
  const queries = root.queries.filter((query) => isExposed(query.by)).map(ofQuery);
  const commands = root.commands.filter((command) => command.exposed).map(ofCommand);
  const downloads = downloadsOf(root)
    .filter(({ get }) => isExposed(get.by))
    .map(ofDownload);
  const all = [...queries, ...commands, ...downloads];
  const order = ['list', 'create', 'get'];
  const rank = (one: Endpoint): number => {
    const at = order.indexOf(kindOf(one));
    return at === -1 ? order.length : at;
  };
  return all.sort((a, b) => rank(a) - rank(b));
}

/** Those that every service has, or that come with a password: none of an entity. */
export function fixedEndpoints(
  model: Model,
): readonly { readonly method: Method; readonly path: string; readonly handler: string | null }[] {
  const auth = [
    { method: 'post', path: '/auth/login', handler: 'logIn' },
    { method: 'post', path: '/auth/refresh', handler: 'refreshSession' },
    { method: 'post', path: '/auth/logout', handler: 'logOut' },
    { method: 'get', path: '/.well-known/jwks.json', handler: 'getTokenKeys' },
  ] as const;
  const operations = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs'] as const;
  return [
    ...(model.auth === null ? [] : auth),
    ...operations.map((path) => ({ method: 'get' as const, path, handler: null })),
  ];
}

function kindOf(one: Endpoint): string {
  if (one.kind === 'command') return one.command.kind;
  if (one.kind === 'query') return one.query.route === null ? one.query.kind : 'named';
  return 'download';
}

function isExposed(by: Who): boolean {
  return by.anyone || by.signedIn || by.owner || by.roles.length > 0;
}

function ofQuery(query: Query): Endpoint {
  const { handler, label, by } = query;
  return {
    kind: 'query',
    query,
    method: 'get',
    path: queryPath(query),
    handler,
    label,
    by,
    status: 200,
  };
}

function queryPath(query: Query): string {
  const collection = `/${query.entity.names.route}`;
  if (query.inverse !== null) {
    const { entity, field } = query.inverse;
    return `/${entity.names.route}/:id/${kebab(field.name)}`;
  }
  switch (query.kind) {
    case 'get':
      return `${collection}/:id`;
    case 'history':
      return `${collection}/:id/history`;
    case 'find':
      return `${collection}/${query.route ?? kebab(query.name)}/:value`;
    default:
      return query.route === null ? collection : `${collection}/${query.route}`;
  }
}

function ofCommand(command: Command): Endpoint {
  const { handler, label, by } = command;
  const way = commandWay(command);
  return { kind: 'command', command, handler, label, by, ...way };
}

function commandWay(command: Command): Pick<Common, 'method' | 'path' | 'status'> {
  const collection = `/${command.entity.names.route}`;
  const one = `${collection}/:id`;
  const many = command.file?.many ?? false;
  switch (command.kind) {
    case 'create':
      return { method: 'post', path: collection, status: 201 };
    case 'update':
      return { method: 'patch', path: one, status: 200 };
    case 'delete':
      return { method: 'delete', path: one, status: 204 };
    case 'attachFile':
      return { method: many ? 'post' : 'put', path: `${one}/${command.route}`, status: 200 };
    case 'detachFile': {
      const path = `${one}/${command.route}${many ? '/:fileKey' : ''}`;
      return { method: 'delete', path, status: 200 };
    }
    default: {
      const element = command.on === null ? '' : `/${kebab(command.on.name)}/:elementId`;
      return { method: 'post', path: `${one}${element}/${command.route}`, status: 200 };
    }
  }
}

function ofDownload(download: Download): Endpoint {
  const { entity, field, get, handler } = download;
  const path = `/${entity.names.route}/:id/${kebab(field.name)}${field.many ? '/:fileKey' : ''}`;
  const { by } = get;
  return {
    kind: 'download',
    download,
    method: 'get',
    path,
    handler,
    label: field.label,
    by,
    status: 200,
  };
}

function kebab(name: string): string {
  return name.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2').toLowerCase();
}
