import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { get, make, pagesOf, post, times, tokenOf } from './subject.ts';
import type { Seeded, Subject } from './subject.ts';

/** Cached products, orders with items, and an order as a transaction of several tables. */
export const cornerShop: Subject = { fixture: 'corner-shop', seed };

interface Basket {
  readonly customer: string;
  readonly products: readonly [string, string];
}

async function seed(url: string): Promise<Seeded> {
  const admin = tokenOf(NOBODY, ['admin']);
  const customers = await Promise.all(
    times(20, (index) =>
      make(`${url}/users`, {
        email: `c${index}@example.com`,
        username: `customer_${index}`,
        password: 'correct horse',
        profile: { displayName: `Customer ${index}` },
      }),
    ),
  );
  const products = await Promise.all(
    times(200, async (index) => {
      const product = { sku: `P-${index}`, name: `Product ${index}`, price: '12.50' };
      const id = await make(`${url}/products`, product, admin);
      await make(`${url}/products/${id}/publish`, undefined, admin);
      return id;
    }),
  );
  const baskets = times(100, (index): Basket => ({
    customer: customers[index % 20] ?? '',
    products: [products[index] ?? '', products[index + 100] ?? ''],
  }));
  const orders = await Promise.all(
    [...baskets, ...baskets].map((basket) =>
      make(`${url}/orders`, bodyOf(basket), tokenOf(basket.customer, ['customer'])),
    ),
  );
  const productPages = await pagesOf(url, '/products?limit=20');
  const orderPages = await pagesOf(url, '/orders?limit=20', admin);
  return {
    cases: [
      {
        name: 'read a product, cached',
        aim: 0.7,
        requests: products.map((id) => get(`/products/${id}`)),
      },
      {
        name: 'read an order with its items by its key',
        aim: 0.5,
        requests: orders.map((id) => get(`/orders/${id}`, admin)),
      },
      {
        name: 'a page of 20 products, ten pages in turn',
        aim: 0.15,
        requests: productPages.map((path) => get(path)),
      },
      {
        name: 'a page of 20 orders with items, ten in turn',
        aim: 0.15,
        requests: orderPages.map((path) => get(path, admin)),
      },
      {
        name: 'the same page of 20 orders for all',
        aim: 0.15,
        requests: [get('/orders?limit=20', admin)],
      },
      {
        name: 'create an order of two items',
        aim: null,
        requests: baskets.map((basket) =>
          post('/orders', bodyOf(basket), tokenOf(basket.customer, ['customer'])),
        ),
      },
    ],
    pgbench: (project) => pgbenchOf(project, baskets),
  };
}

const NOBODY = '00000000-0000-7000-8000-000000000000';

function bodyOf({ products }: Basket): object {
  return { items: products.map((productId) => ({ productId, qty: 2 })) };
}

/** The statements of the generated project itself, their JSON made by PostgreSQL. */
async function pgbenchOf(project: string, baskets: readonly Basket[]): Promise<string[]> {
  const folder = join(project, 'internal/infrastructure/persistence');
  const load = (file: string): Promise<Record<string, string>> =>
    import(pathToFileURL(join(folder, file)).href);
  const { productRowColumns } = await load('product-statements.ts');
  const { insertOrder } = await load('order-statements.ts');
  // Few, as each is prepared on each connection.
  return baskets.slice(0, 5).map(({ customer, products: [first, second] }) => {
    const filled = insertOrder
      ?.replaceAll('$1::json', `json_build_array(${item(0, first)}, ${item(1, second)})`)
      .replaceAll('$2::json', order(customer))
      .replaceAll('$3::json', event(customer));
    return `\\set r random(1, 9000000000000000000)
begin;
select ${productRowColumns} from "products" where "id" = any(array['${first}', '${second}']::uuid[]);
${filled};
commit;
`.replaceAll(/\n(?!\\|begin|select|$)\s*/g, ' ');
  });
}

/** An id as the service makes them: the time, then chance. */
function id(salt: number): string {
  const time = `lpad(to_hex((extract(epoch from transaction_timestamp()) * 1000)::bigint), 12, '0')`;
  return `(${time} || substr(md5((:r::bigint + ${salt})::text), 13))::uuid`;
}

function item(position: number, product: string): string {
  return `json_build_object('id', ${id(position + 1)}, 'order_id', ${id(0)}, 'position', ${position},
    'product_id', '${product}', 'qty', 2, 'unit_price', '12.50', 'subtotal', '25.00')`;
}

function order(customer: string): string {
  return `json_build_object('id', ${id(0)}, 'customer_id', '${customer}', 'total', '50.00',
    'status', 'pending', 'version', 1, 'created_at', now(), 'updated_at', now())`;
}

function event(customer: string): string {
  return `json_build_array(json_build_object('id', ${id(3)}, 'type', 'OrderPlaced', 'subject', ${id(0)}, 'occurred_at', now(),
    'data', json_build_object('id', ${id(0)}, 'customerId', '${customer}', 'total', '50.00')))`;
}
