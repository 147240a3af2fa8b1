import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { blockedStates } from '../../src/emit/application/blocked-states.ts';
import { handlerSignatures } from '../../src/emit/application/signatures.ts';
import { emit } from '../../src/emit/index.ts';
import type { FilePlan } from '../../src/emit/index.ts';
import { modelOf } from '../support/domain.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}/PRD.md`, import.meta.url), 'utf8');

const textOf = (plan: FilePlan, path: string): string => {
  const file = plan.find((one) => one.path === `internal/application/${path}`);
  if (file === undefined) throw new Error(`no ${path}`);
  return file.text.replaceAll(/\s+/g, ' ');
};

/** `access.ts` of a PRD, running. */
async function accessOf(prd: string): Promise<Record<string, any>> {
  const plan = await emit(modelOf(prd));
  const root = mkdtempSync(join(tmpdir(), 'access-'));
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
  symlinkSync(modules, join(root, 'node_modules'));
  for (const { path, text } of plan) {
    if (!/^(internal\/(domain|application\/access)|pkg\/errors)/.test(path)) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return import(join(root, 'internal/application/access.ts'));
}

const prd = (entities: string, top = ''): string => `---
prd: 1
name: test
lang: en
${top}
entities:
${entities}
---
# Test
`;

describe('rights', () => {
  let access: Record<string, any>;
  const ada = { id: 'ada', roles: [] };
  const admin = { id: 'root', roles: ['admin'] };

  beforeAll(async () => {
    access = await accessOf(fixture('corner-shop'));
  });

  test.each([
    ['anyone', 'Product.get', { id: null, roles: [] }, undefined],
    ['an owner', 'Order.pay', ada, 'ada'],
    ['one of many owners', 'Order.pay', ada, ['bo', 'ada']],
    ['a role', 'Order.ship', admin, undefined],
    ['the service', 'Product.recordSale', { id: null, roles: ['system'] }, undefined],
  ])('are held by %s', (_, action, actor, owner) => {
    expect(() => access.authorize(actor, action, owner)).not.toThrow();
  });

  test.each([
    ['a stranger', 'Order.pay', { id: null, roles: [] }, 'ada', 'unauthenticated'],
    ['another', 'Order.pay', ada, 'bo', 'forbidden'],
    ['a row of nobody', 'Order.pay', ada, null, 'forbidden'],
    ['an admin, where only the service may', 'Product.recordSale', admin, undefined, 'forbidden'],
  ])('are refused to %s', (_, action, actor, owner, kind) => {
    expect(() => access.authorize(actor, action, owner)).toThrow(expect.objectContaining({ kind }));
  });

  test('narrow a list to what is one’s own', () => {
    expect(access.listScope(ada, 'Order.list')).toBe('ada');
    expect(access.listScope(admin, 'Order.list')).toBeNull();
    expect(() => access.listScope({ id: null, roles: [] }, 'Order.list')).toThrow('sign in');
  });

  test('give no role that one does not hold', () => {
    expect(() => access.ensureAssignable(admin, 'admin')).not.toThrow();
    expect(() => access.ensureAssignable(admin, 'customer')).toThrow('customer');
    expect(() => access.ensureAssignable(ada, 'admin')).toThrow('admin');
  });
});

test('fields are shown to those who may read them', async () => {
  const access = await accessOf(
    prd(
      `  Human:
    fields:
      email: email unique pii
      password: password
      roles: role[] readonly = [member]
      note: string? read(boss)
      pets: Pet[]
    owner: self
    access: { read: [anyone, boss], write: boss }
    commands: { create: { by: anyone } }
  Pet:
    fields: { chip: string pii, name: string }`,
      'roles: { member: plain, boss: all }',
    ),
  );
  const view = { id: 'h', email: 'e', note: 'n', pets: [{ chip: 'c', name: 'p' }] };
  const seenBy = (id: string | null, ...roles: string[]) =>
    access.visible('Human', view, { actor: { id, roles }, action: 'Human.get', owner: 'h' });

  expect(seenBy(null)).toEqual({ id: 'h', pets: [{ name: 'p' }] });
  expect(seenBy('h')).toEqual({ id: 'h', email: 'e', pets: [{ chip: 'c', name: 'p' }] });
  expect(seenBy('b', 'boss')).toEqual(view);
});

describe('handlers', () => {
  let plan: FilePlan;

  beforeAll(async () => {
    plan = await emit(modelOf(fixture('corner-shop')));
  });

  test('take the owner from the caller, and load what the aggregate needs', () => {
    const text = textOf(plan, 'command/create-order.ts');
    expect(text).toContain("authorize(actor, 'Order.create'); const customerId = signedIn(actor);");
    expect(text).toContain(
      'products: await deps.products.getMany(input.items.map((one) => one.productId)),',
    );
  });

  test('ask an owner’s right once the row is known, and who can have none before', () => {
    const [pay, ship] = [
      textOf(plan, 'command/pay-order.ts'),
      textOf(plan, 'command/ship-order.ts'),
    ];
    const places = [
      'admit(actor',
      'unitOfWork.run(',
      'orders.get',
      "authorizeRow(actor, 'Order.pay'",
    ];
    const found = places.map((place) => pay.indexOf(place));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(ship.indexOf('authorize(actor')).toBeLessThan(ship.indexOf('unitOfWork.run('));
  });

  test('hash before a transaction is open', () => {
    const text = textOf(plan, 'command/create-user.ts');
    expect(text.indexOf('hashPassword(command')).toBeLessThan(text.indexOf('unitOfWork.run('));
  });

  test('stand on one page, each with its signature', () => {
    const page = textOf(plan, 'application.ts');
    const names = handlerSignatures(modelOf(fixture('corner-shop'))).map(({ name }) => name);
    expect(names).toContain('refreshSession');
    for (const name of names) expect(page).toContain(`${name}: ${name}(ports),`);
  });

  test('follow events under the name that the PRD gives', () => {
    expect(textOf(plan, 'reactions.ts')).toContain(
      "async 'Product.recordSale each items'(event) { for (const item of event.items)",
    );
  });
});

test('what nobody asks for leaves no file', async () => {
  const plan = await emit(modelOf(prd('  Note:\n    fields: { title: string(1..80) }')));
  const names = plan
    .map(({ path }) => path)
    .filter((path) => /^(internal\/application|pkg\/password)\//.test(path));
  expect(
    names.filter((path) => /session|log-in|context|sequence|file|react|histor/.test(path)),
  ).toEqual([]);
  expect(textOf(plan, 'access.ts')).not.toMatch(/listScope|visible|assigns|tenant/);
});

test.each([
  ['suspended', 'suspend', true],
  ['frozen', 'hold', true],
  ['verified', 'verify', false],
  ['gold', 'promote', false],
  ['off', 'deactivate', true],
])('log in when %s, reached by %s: refused is %s', (state, move, refused) => {
  const model = modelOf(
    prd(
      `  Human:
    fields: { email: email unique, password: password }
    owner: self
    states: active | ${state}
    moves: { ${move}: active -> ${state} }
    commands: { create: { by: anyone }, ${move}: { by: owner } }`,
    ),
  );
  const { auth } = model;
  expect(auth && blockedStates(auth).map(({ code }) => code)).toEqual(refused ? [state] : []);
});

test('no text of a PRD becomes code', async () => {
  const hostile = "a `${process.exit()}` */ </script> <%= 1 %> ' \\";
  const label = JSON.stringify(hostile);
  const plan = await emit(
    modelOf(
      prd(`  ${JSON.stringify(`Box ${hostile}`)}:
    fields:
      kind: ${JSON.stringify(`enum(a ${label} | b)`)}
      name: ${JSON.stringify(`string(1..9) ${label}`)}
      shut: ${JSON.stringify(`bool computed(custom) ${label}`)}
    commands:
      ${JSON.stringify(`pack ${hostile}`)}: { custom: true }`),
    ),
  );
  const files = plan.filter(({ path }) => path.startsWith('internal/application/'));
  const texts = await Promise.all(
    files.map(({ text }) => format(text, { parser: 'typescript', singleQuote: true })),
  );
  expect(texts.join('\n')).toContain('process.exit()');
  for (const text of texts) {
    // What is left without comments and quoted text is code.
    const left = text
      .replaceAll(/\/\*\*.*\*\//g, '')
      .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '')
      .replaceAll(/\\`|\\\$/g, '');
    expect(left).not.toMatch(/(?<!`[^`]*)process\.exit/);
  }
});
