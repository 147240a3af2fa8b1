import { expect, test } from 'vitest';
import { emitter as routes } from '../../src/emit/emitters/internal/interfaces/http/entity-routes.ts';
import { emitter as server } from '../../src/emit/emitters/internal/interfaces/http/server.ts';
import { bodyLimit } from '../../src/emit/http/body-limit.ts';
import { endpoints } from '../../src/emit/http/endpoints.ts';
import { printTsFile } from '../../src/emit/typescript/print-ts-file.ts';
import { buildModel } from '../../src/model/index.ts';
import type { Model } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';

const shop = `
roles: { clerk: sells, admin: { extends: clerk } }
entities:
  User:
    fields:
      email: email unique
      password: password
      orders: <- Order.buyer
    owner: self
    crud: [create, get]
    commands: { create: { by: anyone } }
  Order:
    fields:
      buyer: -> User
      code: string(3..8) unique
      invoice: file(..5MB)?
      photos: image[]
      lines: Line[]
    softDelete: true
    audit: full
    states: open | sent
    moves: { send: open -> sent }
    access: { read: clerk, write: clerk }
    commands:
      create: { by: signedIn }
      pick: { by: clerk, on: lines, sets: { picked: true } }
      settle: { by: clerk, input: { note: text }, custom: true, returns: { ok: bool }, idempotent: true }
      expire: { by: system, custom: true }
    queries:
      byCode: { by: clerk, find: code }
      late: { by: clerk, filter: [status], page: offset 10 max 50 }
      report: { by: clerk, custom: true }
  Line:
    fields: { qty: int >= 1, picked: bool readonly = false }
`;

function modelOf(body: string): Model {
  const { document, diagnostics } = readPrd(`---\nprd: 1\nname: shop\n${body}---\n`, 'PRD.md');
  if (document === null) throw new Error(JSON.stringify(diagnostics));
  return buildModel(document).model;
}

function print(emitted: string | Parameters<typeof printTsFile>[0], path: string): string {
  return typeof emitted === 'string' ? emitted : printTsFile(emitted, path);
}

test('each command and query that somebody outside may call has one way in', () => {
  const found = endpoints(modelOf(shop)).map(
    ({ method, path, status, handler }) => `${method} ${path} ${status} ${handler}`,
  );
  expect(found).toEqual([
    'post /users 201 createUser',
    'get /users/:id 200 getUser',
    'post /users/:id/change-password 200 changePassword',
    'get /orders 200 listOrders',
    'get /users/:id/orders 200 listUserOrders',
    'post /orders 201 createOrder',
    'get /orders/:id 200 getOrder',
    'get /orders/by-code/:value 200 byCodeOrders',
    'get /orders/late 200 lateOrders',
    'get /orders/report 200 reportOrders',
    'get /orders/:id/history 200 getOrderHistory',
    'patch /orders/:id 200 updateOrder',
    'delete /orders/:id 204 deleteOrder',
    'post /orders/:id/restore 200 restoreOrder',
    'post /orders/:id/send 200 sendOrder',
    'post /orders/:id/lines/:elementId/pick 200 pickOrder',
    'post /orders/:id/settle 200 settleOrder',
    'put /orders/:id/invoice 200 attachOrderInvoice',
    'delete /orders/:id/invoice 200 detachOrderInvoice',
    'post /orders/:id/photos 200 attachOrderPhotos',
    'delete /orders/:id/photos/:fileKey 200 detachOrderPhotos',
    'get /orders/:id/invoice 200 downloadOrderInvoice',
    'get /orders/:id/photos/:fileKey 200 downloadOrderPhotos',
  ]);
});

test('a label stays text', () => {
  const label = "it's */ `${x}` </script>";
  const model = modelOf(`
entities:
  Note ${label}:
    fields: { text: string }
`);
  const [note] = model.roots;
  if (note === undefined) throw new Error('no entity');
  const text = print(routes.build(note, model), routes.path(note, model));
  expect(text).toContain("summary: 'Get an it\\'s */ `${x}` </script>'");
});

test('an operation for anyone says so', () => {
  const model = modelOf(shop);
  const [user] = model.roots;
  if (user === undefined) throw new Error('no entity');
  const text = print(routes.build(user, model), routes.path(user, model));
  expect(text.match(/security: publicly/g)).toHaveLength(1);
});

test('a feature that nobody asks for is not imported', () => {
  const small = modelOf('entities:\n  Note: { fields: { text: string }, crud: [get, list] }\n');
  const text = print(server.build(small, small), server.path(small, small));
  expect(text).not.toMatch(/multipart|idempotency|authRoutes/i);
});

test.each([
  ['text: string(..1000)', 256],
  ['text: text(..100000)', 512],
  ['data: bytes(..1MB)', 2048],
])('a body with %s may have %i KB', (field, limit) => {
  expect(bodyLimit(modelOf(`entities:\n  Note: { fields: { ${field} } }\n`))).toBe(limit);
});
