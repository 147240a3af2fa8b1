import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a shopper was told has been done, and how the service answered. */
export interface Shopping {
  /** Ids of orders that were answered by 201. */
  readonly placed: string[];
  /** Those whose cancelling was answered by 200. */
  readonly cancelled: string[];
  /** Answers by status; 0 is a connection that failed. */
  readonly statuses: Map<number, number>;
  /** Milliseconds that each answer took. */
  readonly times: number[];
  /** Bodies that no client should ever see. */
  readonly wrong: string[];
}

export interface Shop {
  /** Where the API answers. */
  readonly url: string;
  readonly products: readonly string[];
  readonly random: () => number;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly id: string; readonly status: string };
}

const PATIENCE_MS = 3_000;
const address = { country: 'US', city: 'Anytown', street: 'Main St 1' };
const expected = new Set([0, 200, 201, 409, 503]);

export function newShopping(): Shopping {
  return { placed: [], cancelled: [], statuses: new Map(), times: [], wrong: [] };
}

/** Places orders, waits a little for what becomes of them, cancels some; asks again until it gets an answer. */
export async function shop(
  { url, products, random }: Shop,
  token: string,
  seen: Shopping,
  isOpen: () => boolean,
): Promise<void> {
  while (isOpen()) {
    const first = Math.floor(random() * products.length);
    const chosen = random() < 0.5 ? [first] : [first, (first + 1) % products.length];
    const items = chosen.map((n) => ({
      productId: products[n],
      qty: 1 + Math.floor(random() * 3),
    }));
    const body = { items, address, payMethod: 'card' };
    const placed = await insist('POST', '/orders', body, { 'idempotency-key': randomUUID() });
    if (placed.status !== 201) throw new Error(`POST /orders: ${placed.status}`);
    const { id } = placed.body;
    seen.placed.push(id);
    const settled = await settledOf(id);
    if (settled === 'paid' && random() < 0.4) await cancel(id);
    await sleep(random() * 100);
  }

  /** Null when it takes too long. */
  async function settledOf(id: string): Promise<string | null> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until && isOpen();) {
      const { body, status } = await insist('GET', `/orders/${id}`);
      if (status !== 200) throw new Error(`GET /orders/${id}: ${status}`);
      if (body.status !== 'pending') return body.status;
      await sleep(200);
    }
    return null;
  }

  /** When an answer is lost, the next one is that it cannot be cancelled, as it is. */
  async function cancel(id: string): Promise<void> {
    const { status } = await insist('POST', `/orders/${id}/cancel`);
    if (status === 200 || status === 409) seen.cancelled.push(id);
    else throw new Error(`cancel: ${status}`);
  }

  async function insist(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    for (;;) {
      const answer = await ask(method, path, body, headers);
      if (answer.status !== 0 && answer.status !== 503) return answer;
      await sleep(100 + random() * 200);
    }
  }

  async function ask(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const start = Date.now();
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: Error) => {
        if (error.name === 'TimeoutError') seen.wrong.push(`${method} ${path}: no answer in 60 s`);
        return { status: 0, text: '{}' };
      });
    seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 0) seen.times.push(Date.now() - start);
    if (!expected.has(answer.status)) {
      seen.wrong.push(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return { status: answer.status, body: JSON.parse(answer.text || '{}') };
  }
}
