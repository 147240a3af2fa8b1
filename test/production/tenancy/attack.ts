import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { operationsOf } from '../../e2e/openapi.ts';
import type { Operation } from '../../e2e/openapi.ts';
import type { Json } from '../../e2e/backend.ts';
import type { Received, Sent } from '../../e2e/project.ts';
import { Known, valuesOf } from '../../e2e/requests.ts';
import { STRANGER } from './tenants.ts';
import type { Inhabited } from './tenants.ts';

/** What a stranger got to see or do that is not his. */
export interface Breach {
  readonly operation: string;
  readonly what: string;
}

/**
 * Asks for everything as somebody of another tenant who knows every id there is: reads, lists,
 * searches, changes, deletes, restores, refers to rows in what he creates, and says again what the
 * others have said under their Idempotency-Key.
 */
export async function attack(inhabited: Inhabited): Promise<readonly Breach[]> {
  const { service, tenant, rowsOf } = inhabited;
  const before = await rowsOf(tenant);
  const breaches: Breach[] = [];
  const strangers = await strangersOf(inhabited);
  for (const operation of operationsOf(service.document)) {
    await warm(operation, inhabited);
    for (const headers of strangers) {
      for (const request of requestsOf(operation, inhabited, headers)) {
        const answer = await service.send(request);
        const what = breachOf(request, answer, inhabited);
        if (what !== null) breaches.push({ operation: operation.operationId, what });
      }
    }
  }
  if ((await rowsOf(tenant)) !== before) {
    breaches.push({ operation: 'all', what: `rows of ${tenant} have changed` });
  }
  const own = await rowsOf(STRANGER);
  const taken = inhabited.ids.find((id) => own.includes(id));
  if (taken !== undefined) breaches.push({ operation: 'all', what: `a row refers to ${taken}` });
  return breaches;
}

/** Nobody, and somebody under the id of one of them. */
async function strangersOf({ as, people }: Inhabited): Promise<readonly Record<string, string>[]> {
  return [{ 'x-tenant-id': STRANGER }, await as(STRANGER, people[0] ?? randomUUID())];
}

/** What they have looked at themselves is in every cache. */
async function warm(operation: Operation, { service, as, people, tenant, ids }: Inhabited) {
  if (operation.method !== 'get') return;
  const headers = await as(tenant, people[0] ?? randomUUID());
  for (const url of urlsOf(operation, ids)) await service.send({ method: 'GET', url, headers });
}

function urlsOf({ path }: Operation, ids: readonly string[]): readonly string[] {
  const parts = path.split(/\{\w+\}/);
  if (parts.length === 1) return [path];
  return ids.map((id) => parts.join(id));
}

const SEARCHES = ['', '?q=a', '?limit=100', '?sort=-createdAt'];
const BODIES = 2;

function requestsOf(
  operation: Operation,
  { ids, service }: Inhabited,
  headers: Readonly<Record<string, string>>,
): readonly Sent[] {
  const method = operation.method.toUpperCase();
  const urls = urlsOf(operation, ids);
  const json = operation.body['application/json'];
  if (json === undefined) {
    const more = method === 'GET' ? SEARCHES : [''];
    return urls.flatMap((url, n) =>
      (n === 0 ? more : ['']).map((rest) => ({ method, url: url + rest, headers })),
    );
  }
  const known = new Known();
  known.learn('/anything', ids.map((id) => `"id":"${id}"`).join());
  const schema = json.schema;
  const bodies = fc.sample(valuesOf(schema, service.document as Json, known), {
    numRuns: BODIES,
    seed: 7,
  });
  return urls.flatMap((url) =>
    bodies.map((body, n) => ({
      method,
      url,
      headers: {
        ...headers,
        'content-type': 'application/json',
        ...(method === 'POST' && { 'idempotency-key': `key-${n}` }),
      },
      payload: JSON.stringify(body),
    })),
  );
}

function breachOf(request: Sent, answer: Received, { ids }: Inhabited): string | null {
  const { method, url, payload = '' } = request;
  const named = ids.filter((id) => url.includes(id) || payload.includes(id));
  const said = `${method} ${url} ${payload} answered ${answer.statusCode} ${answer.body}`;
  if (answer.statusCode >= 500 && answer.statusCode !== 501) return said;
  if (answer.statusCode < 300 && named.some((id) => url.includes(id))) {
    const isEmpty = /^\{"items":\[\]/.test(answer.body);
    return isEmpty ? null : said;
  }
  const shown = ids.find((id) => answer.body.includes(id) && !named.includes(id));
  return shown === undefined ? null : said;
}
