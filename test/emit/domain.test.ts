import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { domainOf } from '../support/domain.ts';

type Exports = Awaited<ReturnType<Awaited<ReturnType<typeof domainOf>>['load']>>;

afterEach(() => vi.useRealTimers());

describe('the corner shop', () => {
  let orders: Exports;
  let products: Exports;
  let users: Exports;
  let Decimal: Exports[string];

  beforeAll(async () => {
    const prd = readFileSync(new URL('../../fixtures/corner-shop/PRD.md', import.meta.url), 'utf8');
    const { load } = await domainOf(prd);
    [orders, products, users] = await Promise.all([load('order'), load('product'), load('user')]);
    ({ Decimal } = await load('money'));
  });

  const product = (price = '0.10', published = true) => {
    const made = products.Product.create({ sku: 'A-1', name: 'Tea', price: new Decimal(price) });
    if (published) made.publish();
    return made;
  };
  const order = (qty = 3, one = product()) =>
    orders.Order.create(
      { customerId: 'u', items: [{ productId: one.state.id, qty }] },
      { products: new Map([[one.state.id, one]]) },
    );

  test('copies prices, computes exactly and records what was placed', () => {
    const made = order();
    expect(made.state.items[0].unitPrice.toFixed(2)).toBe('0.10');
    expect(made.state.total.toFixed(2)).toBe('0.30');
    expect(made.takeEvents()).toMatchObject([
      { type: 'OrderPlaced', data: { customerId: 'u', total: '0.30' } },
    ]);
    expect(made.takeEvents()).toEqual([]);
  });

  test.each([
    [
      'an empty order',
      () => orders.Order.create({ customerId: 'u', items: [] }, { products: new Map() }),
      'order.not_empty',
    ],
    ['a product that is not on sale', () => order(1, product('1', false)), 'order_item.on_sale'],
    ['a move out of turn', () => order().ship(), 'order.cannot_ship'],
  ])('refuses %s', (_, act, code) => {
    expect(act).toThrow(expect.objectContaining({ kind: 'rule_broken', code }));
  });

  test.each([
    ['items.qty', () => order(0)],
    ['price', () => product('1.005')],
    ['price', () => product('-1')],
    ['sku', () => products.Product.create({ sku: 'a', name: 'x', price: new Decimal(1) })],
    ['qty', () => product().recordSale({ qty: 0 })],
  ])('names the field %s', (field, act) => {
    expect(act).toThrow(
      expect.objectContaining({ kind: 'invalid', fields: [expect.objectContaining({ field })] }),
    );
  });

  test('cancels a paid order for 30 minutes', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const late = order();
    late.pay();
    const early = order();
    early.pay();
    vi.setSystemTime(1_000_000 + 30 * 60_000 - 1);
    early.cancel();
    expect(early.state.status).toBe('cancelled');
    vi.setSystemTime(1_000_000 + 30 * 60_000);
    expect(() => late.cancel()).toThrow(
      expect.objectContaining({ code: 'order.cannot_cancel_now' }),
    );
    expect(() => early.cancel()).toThrow(expect.objectContaining({ code: 'order.cannot_cancel' }));
  });

  test('keeps addresses in lower case and changes in its first state only', () => {
    const user = users.User.create({
      email: ' Ann@Example.ORG ',
      username: 'ann',
      passwordHash: 'x',
      profile: { displayName: 'Ann', bio: null },
    });
    expect(user.state).toMatchObject({ email: 'ann@example.org', roles: ['customer'], version: 1 });
    user.update({ username: 'anna' });
    expect(user.state.username).toBe('anna');
    user.suspend();
    expect(() => user.update({})).toThrow(expect.objectContaining({ code: 'user.cannot_update' }));
  });

  test('a restored aggregate knows its version', () => {
    const stored = products.Product.restore({ ...product().state, version: 7 });
    expect(() => stored.expectVersion(6)).toThrow(expect.objectContaining({ kind: 'stale' }));
    stored.recordSale({ qty: 2 });
    expect(stored.state).toMatchObject({ version: 8, sold: 2 });
    expect(stored.storedVersion).toBe(7);
  });
});

describe('elements, counts over inverses, hostile texts', () => {
  const hostile = 'a `${process.exit()}` */ </script> \' " \\ |';
  const prd = `---
prd: 1
name: yard
lang: en
entities:
  Box ${hostile.replaceAll('"', '')}:
    fields:
      name: string(1..20)
      parts: Part[]
      lots: <- Lot.box
    rules:
      few: 'count(parts) <= 2 ${JSON.stringify(hostile).replaceAll("'", "''")}'
    commands:
      pack: { on: parts, sets: { packed: true } }
      delete: { when: count(lots where open) == 0 }
  Part: { fields: { label: string(1..20), packed: bool readonly = false } }
  Lot:
    fields: { box: -> Box, open: bool = true }
    rules: { room: count(box.lots where open) <= 2 "full" }
---
`;

  test('stay literal', async () => {
    const domain = await domainOf(prd);
    const { Box } = await domain.load('box');
    const parts = [{ label: 'a' }, { label: 'b' }, { label: 'c' }];
    expect(() => Box.create({ name: 'x', parts })).toThrow(hostile);
  });

  test('keep the identity of elements and change one of them', async () => {
    const { Box } = await (await domainOf(prd)).load('box');
    const box = Box.create({ name: 'x', parts: [{ label: 'a' }, { label: 'b' }] });
    const [first, second] = box.state.parts;
    box.pack(second.id);
    box.update({ parts: [{ id: second.id, label: 'B' }, { label: 'new' }] });
    expect(box.state.parts).toMatchObject([
      { id: second.id, label: 'B', packed: true },
      { label: 'new', packed: false },
    ]);
    expect(() => box.pack(first.id)).toThrow(expect.objectContaining({ kind: 'not_found' }));
  });

  test('count themselves among their kind', async () => {
    const domain = await domainOf(prd);
    const { Lot } = await domain.load('lot');
    const make = (otherLotsCount: number, open = true) =>
      Lot.create({ boxId: 'b', open }, { otherLotsCount });
    expect(make(1).state.open).toBe(true);
    expect(make(2, false).state.open).toBe(false);
    expect(() => make(2)).toThrow(expect.objectContaining({ code: 'lot.room' }));
  });
});

test('files of one row have an end', async () => {
  const { load } = await domainOf(`---
prd: 1
name: shelf
entities:
  Product:
    fields: { name: string, "images": "image[]" }
---
`);
  const { Product } = await load('product');
  const product = Product.create({ name: 'Tea' });
  const attach = (n: number) =>
    product.attachImages({ key: `t/${n}`, name: 'a.png', type: 'image/png', size: 1 });
  for (let n = 0; n < 50; n += 1) attach(n);
  expect(() => attach(50)).toThrow(expect.objectContaining({ code: 'product.too_many_files' }));
  expect(product.state.images).toHaveLength(50);
});
