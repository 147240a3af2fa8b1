import { expect } from 'vitest';
import type { Backend } from './backend.ts';
import {
  changeOnce,
  done,
  download,
  listed,
  logIn,
  nowhere,
  picture,
  refused,
  signUp,
  upload,
  visitorsOf,
} from './steps.ts';

/** What the two shops say in their own language. */
export interface ShopWords {
  readonly tea: string;
  readonly pot: string;
  readonly empty: string;
  readonly forbidden: string;
  readonly invalid: string;
}

const ann = { email: 'ann@example.org', name: 'Ann', password: 'correct horse' };
const bob = { email: 'bob@example.org', name: 'Bob', password: 'battery staple' };

/** The shop sells in English and in Chinese; only its words differ. */
export const shopJourney =
  (words: ShopWords) =>
  async (service: Backend): Promise<void> => {
    const backend = visitorsOf('ours', service);
    const staff = await backend.token('--role', 'staff', '--tenant', 'ours');
    const rival = await backend.token('--role', 'staff', '--tenant', 'rival');

    const { id: categoryId } = done(await backend.post('/categories', staff, { name: words.tea }));
    const tea = { sku: 'TEA-1', name: words.tea, price: '4.20', categoryId };
    refused(await backend.post('/products', undefined, tea), 401);
    refused(await backend.post('/products', staff, { ...tea, sku: 'tea', price: '-1.00' }), 422, {
      title: words.invalid,
      errors: [{ field: 'sku' }],
    });
    const { id: teaId } = done(await backend.post('/products', staff, tea), {
      status: 'draft',
      images: [],
    });
    refused(await backend.post('/products', staff, tea), 409);
    const pot = {
      ...tea,
      sku: 'POT-1',
      name: words.pot,
      price: '19.90',
      releaseAt: '2026-01-31T09:00:00Z',
    };
    const { id: potId } = done(await backend.post('/products', staff, pot));
    refused(await backend.post('/products', staff, { ...tea, sku: 'X', categoryId: nowhere }), 404);
    await changeOnce(backend, `/products/${teaId}`, staff, { price: '4.50' });
    done(await backend.post(`/products/${teaId}/publish`, staff), { status: 'onSale' });
    refused(await backend.post(`/products/${teaId}/publish`, staff), 409);
    done(await backend.post(`/products/${teaId}/withdraw`, staff), { status: 'offSale' });
    done(await backend.post(`/products/${teaId}/publish`, staff));

    const images = `/products/${teaId}/images`;
    const { images: kept } = done(await upload(backend, 'POST', images, staff, picture));
    const [{ key } = { key: '' }] = kept as unknown as { key: string }[];
    expect(await download(backend, `${images}/${encodeURIComponent(key)}`, staff)).toEqual(
      picture.content,
    );
    refused(
      await upload(backend, 'POST', images, staff, { ...picture, content: Buffer.from('<svg>') }),
      422,
    );

    const byPrice = (query: string) =>
      listed(backend, `/products?sort=price${query}`, staff, 'sku');
    expect(await byPrice('')).toEqual(['TEA-1', 'POT-1']);
    expect(await byPrice('&priceFrom=4.50&priceTo=10&status=onSale')).toEqual(['TEA-1']);
    expect(await byPrice(`&q=${encodeURIComponent(words.pot)}&categoryId=${categoryId}`)).toEqual([
      'POT-1',
    ]);
    refused(await backend.get('/products?priceFrom=cheap', staff), 422, { title: words.invalid });
    refused(await backend.delete(`/categories/${categoryId}`, staff), 409);
    expect((await backend.delete(`/products/${potId}`, staff)).status).toBe(204);
    refused(await backend.get(`/products/${potId}`, staff), 404);
    expect(await byPrice('')).toEqual(['TEA-1']);
    done(await backend.post(`/products/${potId}/restore`, staff), { sku: 'POT-1' });
    refused(await backend.get(`/products/${teaId}`, rival), 404);
    refused(await backend.patch(`/products/${teaId}`, rival, { price: '0.01' }), 404);
    expect(done(await backend.get('/products', rival)).items).toEqual([]);

    const annId = await signUp(backend, '/customers', ann);
    await signUp(backend, '/customers', bob);
    const customer = await logIn(backend, { email: 'ANN@example.org', password: ann.password });
    const other = await logIn(backend, { email: bob.email, password: bob.password });
    const address = { country: 'CN', city: '杭州', street: '龙井路 1' };
    await changeOnce(backend, `/customers/${annId}`, customer, { phone: '+8613800138000' });
    done(await backend.patch(`/customers/${annId}`, customer, { defaultAddress: address }), {
      defaultAddress: { ...address, zip: null },
    });
    refused(await backend.get(`/customers/${annId}`, other), 403);
    refused(await backend.get('/customers', customer), 403, { title: words.forbidden });
    expect(await listed(backend, '/customers?q=ann', staff, 'id')).toEqual([annId]);

    const items = [{ productId: teaId, qty: 3 }];
    const order = { items, address, payMethod: 'card' };
    refused(await backend.post('/orders', staff, order), 403);
    refused(await backend.post('/orders', customer, { ...order, items: [] }), 409, {
      detail: words.empty,
    });
    refused(
      await backend.post('/orders', customer, { ...order, items: [{ ...items[0], qty: 0 }] }),
      422,
      {
        errors: [{ field: 'items.0.qty' }],
      },
    );
    const cheap = [{ ...items[0], unitPrice: '0.01' }];
    refused(await backend.post('/orders', customer, { ...order, items: cheap }), 422);
    const key2 = { 'idempotency-key': 'order-1' };
    const placed = done(await backend.post('/orders', customer, order, key2), {
      number: `SO-${new Date().getUTCFullYear()}-000001`,
      customerId: annId,
      status: 'pending',
      total: '13.50',
      items: [{ unitPrice: '4.50', subtotal: '13.50' }],
    });
    done(await backend.post('/orders', customer, order, key2), { id: placed.id });
    const path = `/orders/${placed.id}`;
    refused(await backend.get(path, other), 404);
    refused(await backend.get(path, rival), 404);
    refused(await backend.post(`${path}/ship`, customer), 403);
    refused(await backend.post(`${path}/ship`, staff), 409);
    refused(await backend.post(`${path}/pay`, staff, { txnId: 'mine' }), 404);
    expect(await listed(backend, '/orders?sort=-createdAt', customer, 'id')).toEqual([placed.id]);
    expect(await listed(backend, '/orders', other, 'id')).toEqual([]);
    const { items: history } = done(await backend.get(`${path}/history`, customer));
    expect(history.at(-1)).toMatchObject({ change: 'created', actorId: annId });

    const { id: stockId } = done(await backend.post('/inventories', staff, { productId: potId }));
    refused(await backend.post('/inventories', staff, { productId: potId, reserved: 1 }), 409);
    done(await backend.post(`/inventories/${stockId}/receive`, staff, { qty: 5 }), { onHand: 5 });
    refused(await backend.get('/inventories', customer), 403);
    expect((await backend.delete(`/customers/${annId}`, customer)).status).toBe(409);
  };
