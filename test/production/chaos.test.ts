import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownShop } from './own-shop.ts';
import type { OwnShop } from './own-shop.ts';
import { hasPostgresServer } from './postgres-server.ts';
import { hasRedisServer } from './redis-server.ts';
import { newShopping, shop } from './shoppers.ts';
import type { Shopping } from './shoppers.ts';

/** How often something is killed, in an order and at moments by chance, the same unless `SEED` says otherwise. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 1);
const SHOPPERS = 8;
const PRODUCTS = 6;
const STOCK = 1_000_000;
const minutes = 60_000;

const there = (await hasPostgresServer()) && (await hasRedisServer());

describe.skipIf(!there)(`${KILLS} kills under load, seed ${SEED}`, () => {
  const random = chance(SEED);
  let own: OwnShop;

  beforeAll(async () => {
    own = await ownShop('chaos', random);
  }, 5 * minutes);

  afterAll(() => own?.end());

  test(
    'nothing acknowledged is lost, nothing is done twice, every checkout ends',
    { timeout: (8 + KILLS) * minutes },
    async () => {
      const products = await own.products(PRODUCTS, STOCK);
      const ann = await own.customer();
      const seen = newShopping();
      let isOpen = true;
      const shoppers = Array.from({ length: SHOPPERS }, () =>
        shop({ url: own.url, products, random }, ann, seen, () => isOpen),
      );
      const shopping = Promise.all(shoppers);
      shopping.catch(() => {});
      const kills = await killAtRandom();
      await own.ready();
      const before = seen.placed.length;
      await expect.poll(() => seen.placed.length, { timeout: minutes }).toBeGreaterThan(before);
      isOpen = false;
      await shopping;
      const closedAt = Date.now();
      await settled();
      console.log(`${JSON.stringify(kills)}; ${told(seen)}; ${Date.now() - closedAt} ms to settle`);

      expect(seen.wrong).toEqual([]);
      expect(own.apiEndings(), 'the API ends by itself').toBe(0);
      await checkOrders(seen);
      expect(await wrongStock()).toEqual([]);
    },
  );

  async function checkOrders(seen: Shopping): Promise<void> {
    const { outside } = own;
    const { rows: orders } = await own.db.query<Row>(
      'select id, status, total::float, paid_at as "paidAt" from orders',
    );
    const byId = new Map(orders.map((one) => [one.id, one]));
    expect(
      seen.placed.filter((id) => !byId.has(id)),
      'acknowledged and gone',
    ).toEqual([]);
    expect(orders.length, 'one order for each key').toBe(seen.placed.length);
    expect(seen.cancelled.filter((id) => byId.get(id)?.status !== 'cancelled')).toEqual([]);

    const paid = orders.filter(({ paidAt }) => paidAt !== null);
    const unpaid = orders.filter(({ paidAt }) => paidAt === null);
    expect(
      paid.filter(({ id }) => outside.isDeclined(id)),
      'declined and paid',
    ).toEqual([]);
    expect(unpaid.filter(({ status }) => status !== 'cancelled')).toEqual([]);
    expect(
      paid.filter(({ id, total }) => moneyOf(id) !== total),
      'charged once',
    ).toEqual([]);
    expect(
      unpaid.filter(({ id }) => moneyOf(id) !== 0),
      'given back',
    ).toEqual([]);
    const receipts = (id: string) => outside.receipts.get(id)?.size ?? 0;
    expect(
      paid.filter(({ id }) => receipts(id) !== 1),
      'a receipt each',
    ).toEqual([]);
    expect(unpaid.filter(({ id }) => receipts(id) !== 0)).toEqual([]);
    expect(await sagasBy(), 'sagas by status').toEqual({
      ...(unpaid.length > 0 && { compensated: unpaid.length }),
      ended: paid.length,
    });
  }

  /** What an order has cost in the end. */
  function moneyOf(id: string): number {
    const charges = own.outside.charges.filter((one) => one.orderId === id && !one.refunded);
    return charges.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What is reserved is what is in orders that are paid. */
  async function wrongStock(): Promise<readonly unknown[]> {
    const { rows } = await own.db.query(`
      select on_hand, reserved, sold from inventories left join (
        select product_id, sum(qty)::int as sold from order_items join orders on orders.id = order_id
        where status = 'paid' group by product_id
      ) as paid using (product_id)
      where reserved <> coalesce(sold, 0) or on_hand <> ${STOCK}`);
    return rows;
  }

  /** Nothing waits any more, and nothing was given up. */
  async function settled(): Promise<void> {
    const waiting = `select (select count(*) from orders where status = 'pending')
      + (select count(*) from outbox) + (select count(*) from event_retries) as n`;
    await expect
      .poll(async () => Number((await own.db.query(waiting)).rows[0].n), {
        timeout: 6 * minutes,
        interval: 500,
      })
      .toBe(0);
    await expect.poll(sagasBy, { timeout: minutes }).not.toHaveProperty('running');
  }

  async function sagasBy(): Promise<Readonly<Record<string, number>>> {
    const headers = { authorization: `Bearer ${await own.token('admin')}` };
    const counts: Record<string, number> = {};
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor && `&cursor=${cursor}`;
      const answer = await fetch(`${own.url}/sagas?limit=100${after}`, { headers });
      const page = (await answer.json()) as SagaPage;
      for (const { status } of page.items) counts[status] = (counts[status] ?? 0) + 1;
      cursor = page.next;
    }
    return counts;
  }

  async function killAtRandom(): Promise<Readonly<Record<string, number>>> {
    const kills: Record<string, number> = {};
    let left: string[] = [];
    for (let n = 0; n < KILLS; n += 1) {
      await sleep(200 + random() * 2_000);
      // Each has its turn, in an order by chance.
      if (left.length === 0) left = Object.keys(own.parts);
      const [name = 'api'] = left.splice(Math.floor(random() * left.length), 1);
      kills[name] = (kills[name] ?? 0) + 1;
      await own.parts[name]?.cut();
      await sleep(random() * 2_000);
      await own.parts[name]?.heal();
    }
    return kills;
  }
});

interface SagaPage {
  readonly items: readonly { readonly status: string }[];
  readonly next: string | null;
}

interface Row {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly paidAt: Date | null;
}

function told({ placed, cancelled, statuses, times }: Shopping): string {
  const answers = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(sorted.length * share)]);
  return `${placed.length} orders, ${cancelled.length} cancelled; answers ${answers}; p50 ${p50} ms, p99 ${p99} ms, longest ${sorted.at(-1)} ms`;
}

/** The same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
