import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../support/http.ts';

export interface Charge {
  readonly orderId: string;
  readonly amount: number;
  readonly txnId: string;
  refunded: boolean;
}

export interface OutsideServices {
  readonly url: string;
  readonly charges: readonly Charge[];
  /** Keys of the receipts that were asked for, by order. */
  readonly receipts: ReadonlyMap<string, ReadonlySet<string>>;
  isDeclined(orderId: string): boolean;
  stop(): Promise<void>;
}

interface Call {
  readonly path: string;
  readonly key: string;
  readonly body: Readonly<Record<string, string>>;
}

/**
 * A payment and a mail service that heed idempotency keys, decline some orders, and now and then do
 * what they are asked and fail to say so.
 */
export async function outsideServices(random: () => number): Promise<OutsideServices> {
  const answers = new Map<string, object>();
  const charges: Charge[] = [];
  const receipts = new Map<string, Set<string>>();
  const isDeclined = (orderId: string) =>
    createHash('sha256').update(orderId).digest().readUInt8(0) < 32;

  function charge({ orderId = '', amount = '' }: Call['body']): object {
    const txnId = randomUUID();
    charges.push({ orderId, amount: Number(amount), txnId, refunded: false });
    return { txnId };
  }

  function refund({ txnId = '' }: Call['body']): object {
    const found = charges.find((one) => one.txnId === txnId);
    if (!found || found.refunded) throw new Error(`${txnId} is not there to be refunded`);
    found.refunded = true;
    return { ok: true };
  }

  function sendReceipt({ orderId = '' }: Call['body'], key: string): object {
    receipts.set(orderId, (receipts.get(orderId) ?? new Set()).add(key));
    return {};
  }

  function doOnce({ path, key, body }: Call): object {
    const known = answers.get(`${path} ${key}`);
    if (known) return known;
    const done =
      path === 'charge' ? charge(body) : path === 'refund' ? refund(body) : sendReceipt(body, key);
    answers.set(`${path} ${key}`, done);
    return done;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}');
    const path = (request.url ?? '').split('/').at(-1) ?? '';
    const key = String(request.headers['idempotency-key']);
    if (path === 'charge' && isDeclined(body.orderId)) {
      response.writeHead(402, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const done = doOnce({ path, key, body });
    const luck = random();
    if (luck < 0.01) await sleep(3_500);
    const isLost = luck < 0.04;
    response.writeHead(isLost ? 500 : 200, { 'content-type': 'application/json' });
    response.end(isLost ? '{}' : JSON.stringify(done));
  }

  const server = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return { ...server, charges, receipts, isDeclined };
}
