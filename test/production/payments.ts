import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a payment service takes a request. */
export type Manner =
  /** It does what is asked, and answers. */
  | 'well'
  /** It will not, and says so. */
  | 'refuses'
  /** It fails before it has done anything. */
  | 'fails'
  /** It does what is asked, and its answer is lost. */
  | 'silently';

export interface Payments {
  readonly url: string;
  /** Until it is said otherwise, by path: `/charge`. */
  manner(path: string): Manner;
  set(path: string, manner: Manner): void;
  /** Called when a request has come in, before it is dealt with. */
  onRequest: (path: string, body: Asked) => Promise<void>;
  /** Charges of an order less its refunds; more than one charge never comes back to 1. */
  paid(orderId: string): { readonly charges: number; readonly refunds: number };
  /** Nobody listens at the port. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

interface Asked {
  readonly orderId?: string;
  readonly txnId?: string;
}

/** A payment and mail service that does the same thing under the same key once. */
export async function payments(): Promise<Payments> {
  const manners = new Map<string, Manner>();
  const charges = new Map<string, { readonly orderId: string; readonly txnId: string }>();
  const refunds = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? '';
    const body: Asked = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const key = String(request.headers['idempotency-key']);
    await service.onRequest(path, body);
    const manner = service.manner(path);
    if (manner === 'refuses') return response.writeHead(402).end('{}');
    if (manner === 'fails') return response.writeHead(500).end('{}');
    const answer = done(path, body, key);
    if (manner === 'silently') return response.destroy();
    return response.end(JSON.stringify(answer));
  });

  function done(path: string, body: Asked, key: string): object {
    if (path === '/charge') {
      const charge = charges.get(key) ?? { orderId: body.orderId ?? '', txnId: `txn ${key}` };
      charges.set(key, charge);
      return { txnId: charge.txnId };
    }
    if (path === '/refund') refunds.add(body.txnId ?? '');
    return { ok: true };
  }

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    // What was asked for with `listen` has such an address.
    return (server.address() as AddressInfo).port;
  }

  const port = await listen(0);
  const service: Payments = {
    url: `http://127.0.0.1:${port}`,
    manner: (path) => manners.get(path) ?? 'well',
    set: (path, manner) => manners.set(path, manner),
    async onRequest() {},
    paid(orderId) {
      const own = [...charges.values()].filter((one) => one.orderId === orderId);
      return {
        charges: own.length,
        refunds: own.filter(({ txnId }) => refunds.has(txnId)).length,
      };
    },
    async goAway() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
    async comeBack() {
      await listen(port);
    },
  };
  return service;
}
