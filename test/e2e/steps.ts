import { expect } from 'vitest';
import type { Answer, Backend, Json } from './backend.ts';

/** Steps that journeys share. */

/** A row that nobody has. */
export const nowhere = '018f3c1a-7c00-7000-8000-000000000000';

/** The request is turned away with problem details, RFC 9457, that say `what` among others. */
export function refused({ status, headers, body }: Answer, want: number, what: object = {}): void {
  expect({ status, body }).toMatchObject({ status: want, body: { status: want, ...what } });
  expect(headers.get('content-type')).toContain('application/problem+json');
}

/** The row that a request has answered. */
export function done({ status, body }: Answer, want: object = {}): Json {
  expect({ status, body }).toMatchObject({ status: expect.toBeOneOf([200, 201]), body: want });
  return body;
}

/** The same backend, asked by visitors of one tenant. */
export function visitorsOf(tenant: string, backend: Backend): Backend {
  const named = { 'x-tenant-id': tenant };
  return {
    ...backend,
    get: (path, as, headers) => backend.get(path, as, { ...named, ...headers }),
    post: (path, as, body, headers) => backend.post(path, as, body, { ...named, ...headers }),
  };
}

/** Signs somebody up, once; their id. */
export async function signUp(
  backend: Backend,
  path: string,
  person: { readonly password: string },
): Promise<string> {
  const { id, ...rest } = done(await backend.post(path, undefined, person));
  expect(JSON.stringify(rest)).not.toContain(person.password);
  expect(Object.keys(rest)).not.toContain('password');
  refused(await backend.post(path, undefined, person), 409);
  return id;
}

/** Logs somebody in; their token. */
export async function logIn(backend: Backend, by: object): Promise<string> {
  return String(done(await backend.post('/auth/login', undefined, by))['token']);
}

/** Of two who change what they have read, the second is told; the row as the first left it. */
export async function changeOnce(
  backend: Backend,
  path: string,
  as: string,
  change: object,
): Promise<Json> {
  const etag = (await backend.get(path, as)).headers.get('etag') ?? '';
  const changed = done(await backend.patch(path, as, change, { 'if-match': etag }), change);
  refused(await backend.patch(path, as, change, { 'if-match': etag }), 412);
  expect(done(await backend.get(path, as))).toMatchObject(change);
  return changed;
}

/** What a list gives by pages of one row each, and by their cursors, member by member. */
export async function listed(
  backend: Backend,
  path: string,
  as: string | undefined,
  member: string,
): Promise<unknown[]> {
  const rows: Json[] = [];
  const first = path + (path.includes('?') ? '&' : '?') + 'limit=1';
  for (let cursor = ''; rows.length < 20;) {
    const { items, next } = done(await backend.get(first + cursor, as));
    rows.push(...items);
    if (typeof next !== 'string') break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  return rows.map((row) => row[member]);
}

/** What the worker does, it does soon after. */
export function soon<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 60_000, interval: 100 });
}

/** The shortest that passes for one: a picture is told by its first bytes. */
export const picture = {
  name: 'cup.png',
  type: 'image/png',
  content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4),
};

interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Sends a file as a browser's form does. */
export async function upload(
  { url }: Backend,
  method: 'POST' | 'PUT',
  path: string,
  as: string,
  { name, type, content }: SentFile,
): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([content], { type }), name);
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${as}` },
    body: form,
  });
  const body = (await response.json()) as Json;
  return { status: response.status, headers: response.headers, body };
}

/** The bytes of a file that comes as one to keep. */
export async function download({ url }: Backend, path: string, as?: string): Promise<Uint8Array> {
  const headers = as === undefined ? {} : { authorization: `Bearer ${as}` };
  const response = await fetch(url + path, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  return new Uint8Array(await response.arrayBuffer());
}
