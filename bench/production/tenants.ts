import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, make, pagesOf, times, tokenOf } from '../service/subject.ts';
import type { Seeded } from '../service/subject.ts';
import { withLines } from './part.ts';
import type { Part } from './part.ts';

const TENANTS = 8;
const NOBODY = '00000000-0000-7000-8000-000000000000';

export const tenants: readonly Part[] = [
  {
    name: 'row-level security beside the predicate alone',
    aim: 0.1,
    prd: (text) => withLines(text, 'tenancy: row by shopId'),
    without: { LIMITS: 'off' },
    with: { LIMITS: 'off' },
    seed,
    edit: withoutRowSecurity,
  },
];

/** Reads that no cache answers, of one tenant and of several in turn. */
async function seed(url: string): Promise<Seeded> {
  const admins = times(TENANTS, (n) => tokenOf(NOBODY, ['admin'], { shopId: `shop-${n}` }));
  const orders: (readonly string[])[] = [];
  for (const [n, admin] of admins.entries()) orders.push(await ordersOf(url, admin, `shop-${n}`));
  const byKey = admins.map((admin, n) =>
    (orders[n] ?? []).map((id) => get(`/orders/${id}`, admin)),
  );
  const pages = await Promise.all(
    admins.map(async (admin) =>
      (await pagesOf(url, '/orders?limit=20', admin)).map((path) => get(path, admin)),
    ),
  );
  const inTurn = (each: readonly (readonly string[])[]): readonly string[] =>
    (each[0] ?? []).flatMap((_, n) => each.flatMap((one) => one.slice(n, n + 1)));
  const one = { aim: null };
  return {
    cases: [
      { ...one, name: 'an order by its key, one tenant', requests: byKey[0] ?? [] },
      { ...one, name: `an order by its key, ${TENANTS} tenants in turn`, requests: inTurn(byKey) },
      { ...one, name: 'pages of 20 orders, one tenant', requests: pages[0] ?? [] },
      { ...one, name: `pages of 20 orders, ${TENANTS} tenants in turn`, requests: inTurn(pages) },
    ],
  };
}

async function ordersOf(url: string, admin: string, shopId: string): Promise<readonly string[]> {
  const person = {
    email: 'c@example.com',
    username: 'customer',
    password: 'correct horse',
    profile: { displayName: 'Customer' },
  };
  const customer = await make(`${url}/users`, person, undefined, { 'x-tenant-id': shopId });
  const products = await Promise.all(
    times(2, async (n) => {
      const product = { sku: `P-${n}`, name: `Product ${n}`, price: '12.50' };
      const id = await make(`${url}/products`, product, admin);
      await make(`${url}/products/${id}/publish`, undefined, admin);
      return id;
    }),
  );
  const items = products.map((productId) => ({ productId, qty: 2 }));
  const buyer = tokenOf(customer, ['customer'], { shopId });
  return Promise.all(times(100, () => make(`${url}/orders`, { items }, buyer)));
}

/** Connects as the superuser that it is, and reads of all tenants go out together. */
async function withoutRowSecurity(project: string): Promise<void> {
  const persistence = join(project, 'internal/infrastructure/persistence');
  await change(join(persistence, 'connection.ts'), [
    [/withTenants\((new EagerDialect\(\{ pool \}\)), pooled\)/, '$1'],
  ]);
  await change(join(persistence, 'order-repository.ts'), [
    [/coalesceBy\(\s*currentTenant,/, 'coalesce('],
    [/coalesceBy \} from/, 'coalesce } from'],
    [/coalesce-by\.ts/, 'coalesce.ts'],
  ]);
}

async function change(
  path: string,
  replacements: readonly (readonly [RegExp, string])[],
): Promise<void> {
  let text = await readFile(path, 'utf8');
  for (const [from, to] of replacements) {
    if (!from.test(text)) throw new Error(`${path} has no ${from}`);
    text = text.replace(from, to);
  }
  await writeFile(path, text);
}
