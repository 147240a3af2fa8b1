import { createHmac } from 'node:crypto';

/** What is asked of a service, and what it should reach of the constant. */
export interface Case {
  readonly name: string;
  readonly aim: number | null;
  readonly requests: readonly string[];
}

export interface Subject {
  readonly fixture: string;
  /** Puts rows into the service at `url`. */
  seed(url: string): Promise<Seeded>;
}

export interface Seeded {
  readonly cases: readonly Case[];
  /** The statements of the last case, a script a file, for PostgreSQL's own load generator. */
  readonly pgbench?: (project: string) => Promise<readonly string[]>;
}

export const SECRET = 'a secret of the benchmark and of nobody else';

/** A token as the service itself would give. */
export function tokenOf(sub: string, roles: readonly string[], more: object = {}): string {
  const now = Math.floor(Date.now() / 1_000);
  const service = 'shop';
  const claims = { sub, roles, iss: service, aud: service, iat: now, exp: now + 3_600, ...more };
  const signed = [{ alg: 'HS256', kid: 'secret', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

export function get(path: string, token?: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: bench\r\n${bearer(token)}\r\n`;
}

export function post(path: string, body: object, token?: string): string {
  const text = JSON.stringify(body);
  const type = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
  return `POST ${path} HTTP/1.1\r\nhost: bench\r\n${bearer(token)}${type}\r\n${text}`;
}

function bearer(token: string | undefined): string {
  return token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
}

/** Makes a row and gives its id. */
export async function make(
  url: string,
  body?: object,
  token?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...headers,
      ...(body && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: { readonly id?: unknown } = JSON.parse(await response.text());
  if (!response.ok || typeof answer.id !== 'string') {
    throw new Error(`POST ${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  }
  return answer.id;
}

/** The paths of all pages of a list. */
export async function pagesOf(url: string, path: string, token?: string): Promise<string[]> {
  const paths = [path];
  for (let at: string | undefined = path; at !== undefined;) {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const text = await (await fetch(url + at, { headers })).text();
    const { next }: { readonly next: string | null } = JSON.parse(text);
    at = next === null ? undefined : `${path}&cursor=${next}`;
    if (at !== undefined) paths.push(at);
  }
  return paths;
}

export function times<Value>(count: number, one: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => one(index));
}
