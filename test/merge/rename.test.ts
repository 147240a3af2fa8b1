import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { respeller } from '../../src/merge/rename/words.ts';
import { World } from './world.ts';

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024'],
    types: [],
    module: 'nodenext',
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['internal'],
});

/** What would be generated for an entity with one text field and two states. */
function generated(entity: string, field: string, open = 'open'): Record<string, string> {
  const lower = entity.toLowerCase();
  return {
    'tsconfig.json': tsconfig,
    [`internal/domain/${lower}.ts`]: `export const ${lower}Lifecycle = {
  ${open}: { close: 'closed' },
  closed: {},
} as const;

export type ${entity}Status = keyof typeof ${lower}Lifecycle;

export interface ${entity}State {
  readonly ${field}: string;
  readonly status: ${entity}Status;
}

export class ${entity} {
  readonly #state: ${entity}State;

  constructor(state: ${entity}State) {
    this.#state = state;
  }

  get state(): ${entity}State {
    return this.#state;
  }

  get ${field}(): string {
    return this.#state.${field};
  }
}
`,
    [`internal/command/create-${lower}.ts`]: `import { ${entity} } from '../domain/${lower}.ts';
import type { ${entity}State } from '../domain/${lower}.ts';

export function create${entity}(state: ${entity}State): ${entity} {
  return new ${entity}(state);
}
`,
  };
}

describe('words of a rename', () => {
  it.each([
    ['Shopper', 'Customer', 'ShopperId', 'CustomerId'],
    ['Shopper', 'Customer', 'createShopper', 'createCustomer'],
    ['Shopper', 'Customer', 'shoppers', 'customers'],
    ['Shopper', 'Customer', 'SHOPPER_LIMIT', 'CUSTOMER_LIMIT'],
    ['Shopper', 'Customer', 'list-shoppers.ts', 'list-customers.ts'],
    ['Shopper', 'SalesPartner', 'shopper-routes.ts', 'sales-partner-routes.ts'],
    ['Shopper', 'SalesPartner', 'shopperRoutes', 'salesPartnerRoutes'],
    ['OrderItem', 'Line', 'createOrderItem', 'createLine'],
    ['OrderItem', 'Line', 'order-item-row.ts', 'line-row.ts'],
    ['Product.title', 'Product.name', 'title', 'name'],
    ['Product.title', 'Product.name', 'subtitle', 'subtitle'],
    ['顾客', '客户', '顾客Id', '客户Id'],
  ])('%s to %s: %s', (from, to, name, want) => {
    expect(respeller([{ from, to }])(name)).toBe(want);
  });
});

describe('a rename in the PRD', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.run(generated('Ticket', 'note'));
  });
  afterEach(() => {
    world.end();
  });

  const rename = async (next: Record<string, string>, from: string, to: string) =>
    world.run(next, { renames: [{ from, to }], root: world.root });

  it('of a field is carried through my own method, where the type says it is that field', async () => {
    world.edit(
      'internal/domain/ticket.ts',
      '  get state()',
      '  headline(other: { note: string }): string {\n    const { note } = this.#state;\n    return note + this.note + other.note;\n  }\n\n  get state()',
    );
    const { changes, report } = await rename(
      generated('Ticket', 'remark'),
      'Ticket.note',
      'Ticket.remark',
    );
    const text = world.read('internal/domain/ticket.ts');
    expect(report.conflicts).toEqual([]);
    expect(text).toContain(
      'headline(other: { note: string }): string {\n    const { remark: note } = this.#state;\n    return note + this.remark + other.note;\n  }',
    );
    expect(text).toContain('readonly remark: string;');
    expect(text).not.toContain('readonly note');
    expect(changes.renamed.map(({ line, from, to }) => `${line} ${from} ${to}`)).toContain(
      '22 note remark',
    );
  });

  it('of a field is carried through a member that I changed', async () => {
    world.edit(
      'internal/domain/ticket.ts',
      'return this.#state.note;',
      'return this.#state.note.trim();',
    );
    const { report } = await rename(generated('Ticket', 'remark'), 'Ticket.note', 'Ticket.remark');
    expect(report.conflicts).toEqual([]);
    expect(world.read('internal/domain/ticket.ts')).toContain(
      'get remark(): string {\n    return this.#state.remark.trim();',
    );
  });

  it('of a field is carried through a file that is all mine', async () => {
    world.write(
      'internal/mine.ts',
      "import type { TicketState } from './domain/ticket.ts';\n\nexport const note = (one: TicketState): string => one.note;\n",
    );
    const { changes } = await rename(generated('Ticket', 'remark'), 'Ticket.note', 'Ticket.remark');
    expect(world.read('internal/mine.ts')).toContain(
      'export const note = (one: TicketState): string => one.remark;',
    );
    expect(changes.renamed).toContainEqual({
      path: 'internal/mine.ts',
      line: 3,
      column: 55,
      from: 'note',
      to: 'remark',
    });
  });

  it('of an entity moves the files I changed and follows every name', async () => {
    world.edit(
      'internal/domain/ticket.ts',
      '  get state()',
      '  isOpen(): boolean {\n    return Ticket.length > 0;\n  }\n\n  get state()',
    );
    world.write(
      'internal/mine.ts',
      "import { createTicket } from './command/create-ticket.ts';\nimport type { Ticket } from './domain/ticket.ts';\n\nexport const make = (): Ticket => createTicket({ note: '', status: 'open' });\n",
    );
    const { report } = await rename(generated('Request', 'note'), 'Ticket', 'Request');
    expect(report.conflicts).toEqual([]);
    const tree = world.tree();
    expect(Object.keys(tree).filter((path) => path.startsWith('internal'))).toEqual([
      'internal/command/create-request.ts',
      'internal/domain/request.ts',
      'internal/mine.ts',
    ]);
    expect(tree['internal/domain/request.ts']).toContain('return Request.length > 0;');
    expect(tree['internal/domain/request.ts']).toContain('requestLifecycle');
    expect(tree['internal/mine.ts']).toBe(
      "import { createRequest } from './command/create-request.ts';\nimport type { Request } from './domain/request.ts';\n\nexport const make = (): Request => createRequest({ note: '', status: 'open' });\n",
    );
    const again = await rename(generated('Request', 'note'), 'Ticket', 'Request');
    expect(
      again.changes.changes.filter((one) => one.action !== 'unchanged' && one.reason !== 'yours'),
    ).toEqual([]);
  });

  it('of a state is carried through the texts that mean it', async () => {
    world.write(
      'internal/mine.ts',
      "import type { TicketState } from './domain/ticket.ts';\n\nexport const isOpen = (one: TicketState): boolean => one.status === 'open';\nexport const door: string = 'open';\n",
    );
    await rename(generated('Ticket', 'note', 'fresh'), 'Ticket.status.open', 'Ticket.status.fresh');
    expect(world.read('internal/mine.ts')).toContain("one.status === 'fresh';");
    expect(world.read('internal/mine.ts')).toContain("door: string = 'open';");
  });

  it('that has done its work does no harm, and can be undone', async () => {
    world.write(
      'internal/mine.ts',
      "import type { TicketState } from './domain/ticket.ts';\n\nexport const note = (one: TicketState): string => one.note;\n",
    );
    const before = world.tree();
    await rename(generated('Ticket', 'remark'), 'Ticket.note', 'Ticket.remark');
    const after = world.tree();
    await rename(generated('Ticket', 'remark'), 'Ticket.note', 'Ticket.remark');
    expect(world.tree()).toEqual(after);
    const { undo } = await import('../../src/apply/index.ts');
    await undo(world.root);
    expect(world.tree()).toEqual(before);
  });
});
