import { expect } from 'vitest';
import { soon } from './steps.ts';
import { describeBackend, describeUsage } from './suite.ts';

describeBackend('corner-shop', async (backend) => {
  const admin = await backend.token('--role', 'admin');

  const ann = {
    email: 'ann@example.com',
    username: 'ann',
    password: 'correct horse',
    profile: { displayName: 'Ann' },
  };
  const signedUp = await backend.post('/users', undefined, ann);
  expect(signedUp.status).toBe(201);
  expect(JSON.stringify(signedUp.body)).not.toMatch(/password|correct horse/i);
  expect((await backend.post('/users', undefined, { ...ann, username: 'ann2' })).status).toBe(409);
  const login = await backend.post('/auth/login', undefined, {
    email: 'ANN@example.com',
    password: ann.password,
  });
  expect(login.status).toBe(200);
  const customer = String(login.body['token']);
  const wrong = await backend.post('/auth/login', undefined, {
    email: ann.email,
    password: 'guess',
  });
  expect(wrong.status).toBe(401);

  const product = { sku: 'TEA-1', name: 'Tea', price: '4.20' };
  expect((await backend.post('/products', customer, product)).status).toBe(403);
  expect((await backend.post('/products', undefined, product)).status).toBe(401);
  const tea = await backend.post('/products', admin, product);
  expect(tea).toMatchObject({ status: 201, body: { price: '4.20', sold: 0, status: 'draft' } });

  const items = [{ productId: tea.body.id, qty: 3 }];
  expect((await backend.post('/orders', customer, { items })).status).toBe(409);
  expect((await backend.post(`/products/${tea.body.id}/publish`, admin)).status).toBe(200);
  expect((await backend.post('/orders', customer, { items: [] })).status).toBe(409);

  const key = { 'idempotency-key': 'order-1' };
  const order = await backend.post('/orders', customer, { items }, key);
  expect(order).toMatchObject({ status: 201, body: { total: '12.60', status: 'pending' } });
  const again = await backend.post('/orders', customer, { items }, key);
  expect(again.body.id).toBe(order.body.id);

  const { id } = order.body;
  expect((await backend.get(`/orders/${id}`)).status).toBe(401);
  const bob = await backend.token('--role', 'customer');
  expect([403, 404]).toContain((await backend.get(`/orders/${id}`, bob)).status);
  expect((await backend.get('/orders', bob)).body.items).toEqual([]);

  expect((await backend.post(`/orders/${id}/pay`, customer)).body['status']).toBe('paid');
  await soldOf(3);
  expect((await backend.post(`/orders/${id}/ship`, customer)).status).toBe(403);
  expect((await backend.post(`/orders/${id}/ship`, admin)).status).toBe(200);
  const late = await backend.post(`/orders/${id}/cancel`, customer);
  expect(late.status).toBe(409);
  expect(late.headers.get('content-type')).toContain('application/problem+json');

  /** The event is delivered by the relay, soon after. */
  async function soldOf(count: number): Promise<void> {
    await soon(async () => (await backend.get(`/products/${tea.body.id}`)).body['sold']).toBe(
      count,
    );
  }
});

describeUsage('corner-shop', [
  'the environment is not right:\n  PORT: expected a whole number from 0 to 65535, got "abc"',
  'no role "nobody": one of customer, admin',
]);
