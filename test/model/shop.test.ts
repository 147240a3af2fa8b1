import { describe, expect, it } from 'vitest';
import { commandOf, entityOf, fieldOf, fixture } from './prd-model.ts';
import { plainModel } from './plain-model.ts';

const shop = fixture('shop');
const order = entityOf(shop, 'Order');

describe('the shop', () => {
  it('has roots and owned children', () => {
    expect(shop.roots.map((one) => one.names.code)).toEqual([
      'Category',
      'Product',
      'Customer',
      'Order',
      'Inventory',
    ]);
    const item = entityOf(shop, 'OrderItem');
    expect(item.kind).toBe('owned');
    expect(item.parent).toEqual({ entity: order, field: fieldOf(order, 'items') });
    expect(item.uniques[0]?.columns.map((one) => one.name)).toEqual(['order_id', 'product_id']);
  });

  it('knows who logs in, with what, and who owns what', () => {
    const customer = entityOf(shop, 'Customer');
    expect(shop.principal).toEqual({ entity: customer, by: null });
    expect(shop.auth?.identifiers.map((one) => one.name)).toEqual(['email', 'phone']);
    expect(shop.auth?.roles?.name).toBe('roles');
    expect(customer.ownership).toEqual({ kind: 'self' });
    expect(order.ownership).toEqual({ kind: 'path', steps: [fieldOf(order, 'customer')] });
  });

  it('gives a right to every role that extends its bearer', () => {
    expect(commandOf(order, 'ship').by.roles).toEqual(['staff', 'admin']);
    expect(commandOf(order, 'pay').by).toMatchObject({ system: true, roles: [] });
    expect(commandOf(order, 'pay').exposed).toBe(false);
  });

  it('has the commands of crud, the moves and what is declared', () => {
    expect(order.commands.map((one) => one.handler)).toEqual([
      'createOrder',
      'payOrder',
      'shipOrder',
      'completeOrder',
      'cancelOrder',
      'rejectOrder',
      'autoCompleteOrder',
    ]);
    expect(entityOf(shop, 'Customer').commands.map((one) => one.name)).toContain('assignRole');
  });

  it('takes no input that a client may not give', () => {
    expect(commandOf(order, 'create').inputs.map((one) => one.jsonName)).toEqual([
      'items',
      'address',
      'payMethod',
    ]);
    const price = fieldOf(entityOf(shop, 'OrderItem'), 'unitPrice');
    expect(price.clientMay).toBe('never');
    expect(price.default).toMatchObject({ kind: 'copy', field: { name: 'price' } });
  });

  it('finds the rows and arguments of a saga’s steps, and what undoes them', () => {
    const [checkout] = shop.sagas;
    const [reserve, charge, pay] = checkout?.steps ?? [];
    expect(reserve?.run.each?.name).toBe('items');
    expect(reserve?.run.call).toMatchObject({
      row: { kind: 'unique', field: { name: 'product' } },
    });
    expect(reserve?.undo?.call).toMatchObject({ command: { action: 'Inventory.release' } });
    expect(reserve?.undo?.arguments[0]?.value).toBe(reserve?.run.arguments[0]?.value);
    expect(charge).toMatchObject({ timeoutMs: 30_000, retry: 3 });
    expect(charge?.undo?.arguments[0]).toMatchObject({
      input: { name: 'txnId' },
      value: { root: { kind: 'result', step: 1 } },
    });
    expect(pay?.run.arguments[0]).toMatchObject({ value: { root: { kind: 'result', step: 1 } } });
    expect(checkout?.fails?.call).toMatchObject({ command: { action: 'Order.reject' } });
  });

  it('caches views and lists', () => {
    const product = entityOf(shop, 'Product');
    expect(product.cacheMs).toBe(300_000);
    expect(product.queries.map((one) => [one.name, one.cacheMs])).toEqual([
      ['get', null],
      ['list', 30_000],
    ]);
  });

  it('names what is left for later, with its line', () => {
    expect(shop.left.map((one) => one.feature)).toEqual([
      'stack.api: graphql',
      'stack.api: grpc',
      'nfr',
      'deploy.target: k8s',
      'deploy.replicas: 2..10',
    ]);
    expect(shop.left.every((one) => one.line > 1 && one.why !== '')).toBe(true);
  });

  it('names risks, each with a way out', () => {
    expect(shop.risks.map((one) => one.code)).toEqual([
      'list_without_index',
      'pii_unmarked',
      'unbounded_children',
      'files_on_disk',
      'open_questions',
    ]);
    expect(shop.risks.every((one) => one.mitigation !== '')).toBe(true);
  });

  it('is frozen throughout', () => {
    const open: object[] = [];
    const seen = new Set<object>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      if (!Object.isFrozen(value)) open.push(value);
      for (const [key, one] of Object.entries(value)) if (key !== 'at') visit(one);
    };
    visit(shop);
    expect(open).toEqual([]);
    expect(seen.size).toBeGreaterThan(1_000);
  });
});

it('is the same model in both languages', () => {
  expect(plainModel(fixture('shop-zh'))).toEqual(plainModel(shop));
});
