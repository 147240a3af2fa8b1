import { describe, expect, it } from 'vitest';
import { importStories } from './import-stories.ts';
import type { Story } from './story.ts';
import { edited, merged, order, routes } from './texts.ts';

const method = '  isBig(): boolean {\n    return this.state.total > 10;\n  }\n';

const stories: readonly Story[] = [
  {
    story: 'a method of mine stays while a generated one is added at the same place',
    user: [["status: 'cancelled' });\n  }\n", `status: 'cancelled' });\n  }\n\n${method}`]],
    prd: [
      [
        "status: 'cancelled' });\n  }\n",
        "status: 'cancelled' });\n  }\n\n  ship(): void {\n    this.change({ status: 'shipped' });\n  }\n",
      ],
    ],
    want: ['cancel(): void', 'isBig(): boolean', 'ship(): void'],
  },
  {
    story: 'my body of a generated method stays while another method changes',
    user: [['return this.state.total;', 'return Math.round(this.state.total);']],
    prd: [["'too late to cancel'", "'an order over 100 cannot be cancelled'"]],
    want: ['Math.round(this.state.total)', 'an order over 100 cannot be cancelled'],
  },
  {
    story: 'a field of mine and a field of the PRD in one interface',
    user: [['readonly total: number;', 'readonly total: number;\n  readonly mine: boolean;']],
    prd: [['readonly total: number;', 'readonly total: number;\n  readonly weight: number;']],
    want: ['readonly mine: boolean;', 'readonly weight: number;'],
  },
  {
    story: 'a field goes; my field beside it stays',
    user: [['  readonly note: string;\n', '  readonly note: string;\n  readonly mine: boolean;\n']],
    prd: [['  readonly note: string;\n', '']],
    want: ['!readonly note', 'readonly mine: boolean;'],
  },
  {
    story: 'I changed a field that goes: mine stays, and I am told',
    user: [['readonly note: string;', 'readonly note: string | null;']],
    prd: [['  readonly note: string;\n', '']],
    want: ['readonly note: string | null;'],
    conflicts: ['OrderState.note deleted_by_generator'],
  },
  {
    story: 'I deleted a method that the PRD changes: it stays deleted, and I am told',
    user: [['  get total(): number {\n    return this.state.total;\n  }\n\n', '']],
    prd: [['return this.state.total;', 'return this.state.total * 2;']],
    want: ['!get total'],
    conflicts: ['Order.total deleted_by_you'],
  },
  {
    story: 'I deleted a method that the PRD leaves as it is: it stays deleted in peace',
    user: [['  get total(): number {\n    return this.state.total;\n  }\n\n', '']],
    prd: [["'too late to cancel'", "'not any more'"]],
    want: ['!get total', 'not any more'],
  },
  {
    story: 'both changed one statement: mine stays, the rest of the class merges',
    user: [['this.state.total < 100', 'this.state.total < 50']],
    prd: [
      ['this.state.total < 100', 'this.state.total < 200'],
      ['return this.state.total;', 'return this.state.total * 2;'],
    ],
    want: ['return this.state.total * 2;', 'this.state.total < 50'],
    conflicts: ['Order.cancel both_changed'],
  },
  {
    story: 'my bound and a new text of one rule',
    user: [['this.state.total < 100', 'this.state.total < 50']],
    prd: [["'too late to cancel'", "'too late'"]],
    want: ["ensure(this.state.total < 50, 'order.too_late', 'too late');"],
  },
  {
    story: 'the same change on both sides',
    user: [["'too late to cancel'", "'too late'"]],
    prd: [["'too late to cancel'", "'too late'"]],
    want: ["'too late'"],
  },
  {
    story: 'statements of both at different places of one method',
    user: [["    this.record('OrderPaid'", "    this.audit();\n    this.record('OrderPaid'"]],
    prd: [['  pay(): void {\n', "  pay(): void {\n    ensure(true, 'order.open', 'open');\n"]],
    want: [
      "ensure(true, 'order.open', 'open');",
      'this.change({',
      'this.audit();',
      "this.record('OrderPaid'",
    ],
  },
  {
    story: 'statements of both at one place of one method: mine stays, and I am told',
    user: [["    this.record('OrderPaid'", "    this.audit();\n    this.record('OrderPaid'"]],
    prd: [["    this.record('OrderPaid'", "    this.settle();\n    this.record('OrderPaid'"]],
    want: ['this.audit();', '!this.settle'],
    conflicts: ['Order.pay both_inserted'],
  },
  {
    story: 'I wrote the whole body anew; the PRD adds a statement: mine stays, and I am told',
    user: [
      [
        "    this.change({\n      status: 'paid',\n      paidAt: new Date(),\n    });\n    this.record('OrderPaid', { id: this.state.id });\n",
        '    payments.settle(this);\n',
      ],
    ],
    prd: [["    this.record('OrderPaid'", "    this.settle();\n    this.record('OrderPaid'"]],
    want: ['payments.settle(this);', '!this.settle'],
    conflicts: ['Order.pay both_inserted'],
  },
  {
    story: 'properties of both in one object of a call',
    user: [['      paidAt: new Date(),', '      paidAt: new Date(),\n      paidBy: me,']],
    prd: [["      status: 'paid',", "      status: 'paid',\n      amount: this.total,"]],
    want: ["status: 'paid',", 'amount: this.total,', 'paidAt: new Date(),', 'paidBy: me,'],
  },
  {
    story: 'a state of mine and a state of the PRD',
    user: [['  paid: {},', "  paid: {\n    refund: 'refunded',\n  },"]],
    prd: [
      ["    cancel: 'cancelled',", "    cancel: 'cancelled',\n    hold: 'held',"],
      ['  paid: {},', '  paid: {},\n  held: {},'],
    ],
    want: ["hold: 'held',", "refund: 'refunded',", 'held: {},'],
  },
  ...importStories,
  {
    story:
      'the whole file with tabs, double quotes and no semicolons; a field and a method are added',
    user: [[order, reformatted(order)]],
    prd: [
      ['  readonly total: number;', "  readonly total: number;\n  readonly kind: 'a' | 'b';"],
      [
        "status: 'cancelled' });\n  }\n",
        "status: 'cancelled' });\n  }\n\n  ship(): void {\n    this.change({ status: 'shipped' });\n  }\n",
      ],
    ],
    want: [
      '\treadonly total: number',
      '\treadonly kind: "a" | "b"',
      '\tship(): void {\n\t\tthis.change({ status: "shipped" })\n\t}',
    ],
  },
  {
    story: 'a comment of mine on a method that changes',
    user: [['  cancel(): void {', '  // asked for by Ann\n  cancel(): void {']],
    prd: [["'too late to cancel'", "'too late'"]],
    want: ['  // asked for by Ann\n  cancel(): void {', "'too late'"],
  },
  {
    story: 'only a comment of mine on a method that goes: it stays, and I am told',
    user: [['  get total', '  // do not remove\n  get total']],
    prd: [['  get total(): number {\n    return this.state.total;\n  }\n\n', '']],
    want: ['// do not remove', 'get total'],
    conflicts: ['Order.total deleted_by_generator'],
  },
  {
    story: 'a comment at the end of a line stays on its line when a line follows',
    user: [['readonly total: number;', 'readonly total: number; // in cents']],
    prd: [['readonly total: number;', 'readonly total: number;\n  readonly weight: number;']],
    want: ['readonly total: number; // in cents\n  readonly weight: number;'],
  },
  {
    story: 'the doc comment follows the PRD while the body is mine',
    user: [['return this.state.total;', 'return Math.round(this.state.total);']],
    prd: [['/** An order of a customer. */', '/** What a customer has ordered. */']],
    want: ['/** What a customer has ordered. */', 'Math.round'],
  },
  {
    story: 'both changed one doc comment: mine stays, and I am told',
    user: [['/** An order of a customer. */', '/** Mine. */']],
    prd: [['/** An order of a customer. */', '/** Theirs. */']],
    want: ['/** Mine. */', '!Theirs'],
    conflicts: ['Order both_changed'],
  },
  {
    story: 'a union that both widen',
    text: "export type Kind = 'a' | 'b';\n",
    user: [["'a' | 'b'", "'a' | 'b' | 'mine'"]],
    prd: [["'a' | 'b'", "'a' | 'b' | 'c'"]],
    want: ["'a' | 'b' | 'mine' | 'c';"],
  },
  {
    story: 'a union over many lines that both widen',
    text: "export type Kind =\n  | 'a'\n  | 'b';\n",
    user: [["  | 'b'", "  | 'b'\n  | 'mine'"]],
    prd: [["  | 'a'", "  | 'a'\n  | 'c'"]],
    want: ["  | 'a'\n  | 'c'\n  | 'b'\n  | 'mine';"],
  },
  {
    story: 'destructuring edited on both sides',
    text: 'export function f(x: X) {\n  const { a, b } = x;\n  return [a, b];\n}\n',
    user: [['{ a, b }', '{ a, b, mine }']],
    prd: [['{ a, b }', '{ a, b, c }']],
    want: ['const { a, b, mine, c } = x;'],
  },
  {
    story: 'template text is data, not code',
    text: 'export const sql = `select ${a} from { x; }`;\n\nexport const other = 1;\n',
    user: [['from { x; }', 'from { y; }']],
    prd: [['other = 1', 'other = 2']],
    want: ['`select ${a} from { y; }`', 'other = 2'],
  },
  {
    story: 'template text changed on both sides: mine stays, and I am told',
    text: 'export const sql = `select a`;\n',
    user: [['select a', 'select  a']],
    prd: [['select a', 'select b']],
    want: ['select  a'],
    conflicts: ['sql both_changed'],
  },
  {
    story: 'calls of one name are told apart by what they say, not by their number',
    text: "export function seed(): void {\n  add('a', 1);\n  add('b', 2);\n  add('c', 3);\n}\n",
    user: [["add('b', 2)", "add('b', 20)"]],
    prd: [
      ["  add('a', 1);\n", ''],
      ["add('c', 3)", "add('c', 30)"],
    ],
    want: ["!add('a'", "add('b', 20);", "add('c', 30);"],
  },
  {
    story: 'equal calls are not told apart by number: a new first one moves none',
    text: 'export function f(): void {\n  step(one);\n  step(two);\n}\n',
    user: [['step(two)', 'step(two, mine)']],
    prd: [['  step(one);', '  step(zero);\n  step(one);']],
    want: ['step(zero);\n  step(one);\n  step(two, mine);'],
  },
  {
    story: 'a route of mine and a route of the PRD at one place',
    text: routes,
    user: [
      [
        'getOrder(request.params));\n',
        "getOrder(request.params));\n\n  app.get('/mine', async () => 'mine');\n",
      ],
    ],
    prd: [
      [
        'getOrder(request.params));\n',
        "getOrder(request.params));\n\n  app.post('/orders/:id/ship', async (request) => application.shipOrder(request.params));\n",
      ],
    ],
    want: ["'/orders/:id'", "'/mine'", "'/orders/:id/ship'"],
  },
  {
    story: 'a route of mine stays while the route beside it goes',
    text: routes,
    user: [
      ["  app.post('/orders'", "  app.get('/mine', async () => 'mine');\n\n  app.post('/orders'"],
    ],
    prd: [
      ["  app.post('/orders', async (request) => application.createOrder(request.body));\n\n", ''],
    ],
    want: ["'/mine'", '!createOrder'],
  },
  {
    story: 'a parameter of mine and a body of the PRD',
    text: routes,
    user: [['application: Application): void', 'application: Application, mine: Mine): void']],
    prd: [
      [
        'application.listOrders(request.query)',
        'application.listOrders(request.query, request.actor)',
      ],
    ],
    want: ['mine: Mine): void', 'listOrders(request.query, request.actor)'],
  },
  {
    story: 'a last property without its comma',
    text: 'export const a = {\n  one: 1\n};\n',
    user: [['one: 1', 'one: 1,\n  mine: 2']],
    prd: [['one: 1', 'one: 1,\n  two: 2']],
    want: ['one: 1,\n  mine: 2,\n  two: 2\n};'],
  },
  {
    story: 'a switch that both extend',
    text: "export function f(x: string): number {\n  switch (x) {\n    case 'a':\n      return 1;\n    default:\n      return 0;\n  }\n}\n",
    user: [['    default:', "    case 'mine':\n      return 9;\n    default:"]],
    prd: [['    default:', "    case 'b':\n      return 2;\n    default:"]],
    want: ["case 'a':", "case 'mine':", "case 'b':", 'default:'],
  },
  {
    story: 'an enum-like list of mine and theirs, each value its own key',
    text: "export const roles = ['admin', 'user'] as const;\n",
    user: [["'user'", "'user', 'mine'"]],
    prd: [["'user'", "'user', 'clerk'"]],
    want: ["['admin', 'user', 'mine', 'clerk'] as const"],
  },
  {
    story: 'I renamed a generated method and kept its body; the body changes',
    user: [['  cancel(): void {', '  callOff(): void {']],
    prd: [["'too late to cancel'", "'too late'"]],
    want: ['callOff(): void', "'too late'", '!cancel(): void'],
  },
  {
    story: 'I made a method an arrow property: one thing under one name',
    user: [
      [
        '  get total(): number {\n    return this.state.total;\n  }\n',
        '  readonly label = (): string => this.state.note;\n\n  get total(): number {\n    return this.state.total;\n  }\n',
      ],
    ],
    prd: [
      [
        "status: 'cancelled' });\n  }\n",
        "status: 'cancelled' });\n  }\n\n  label(): string {\n    return '';\n  }\n",
      ],
    ],
    want: ['readonly label = (): string => this.state.note;', '!label(): string {'],
    conflicts: ['Order.label both_added'],
  },
  {
    story: 'a function of mine has the name of a new import: the whole file waits',
    user: [['export type OrderId', 'function follow(): void {}\n\nexport type OrderId']],
    prd: [
      ['import type { Id }', "import { follow } from './lifecycle.ts';\nimport type { Id }"],
      ["this.change({ status: 'cancelled' })", "this.change({ status: follow('cancelled') })"],
    ],
    want: ['function follow(): void {}', '!import { follow }'],
    conflicts: ['* unsafe'],
  },
  {
    story: 'my file does not parse: it is left alone, and I am told',
    user: [['pay(): void {', 'pay(): void {{']],
    prd: [["'too late to cancel'", "'too late'"]],
    want: ['pay(): void {{', "'too late to cancel'"],
    conflicts: ['* unreadable'],
  },
  {
    story: 'a licence at the head of the file is not part of the first import',
    user: [['import { ensure }', '// Copyright Example\n\nimport { ensure }']],
    prd: [
      ["import { ensure } from '../../pkg/errors.ts';\n", ''],
      ["    ensure(this.state.total < 100, 'order.too_late', 'too late to cancel');\n", ''],
    ],
    want: ['// Copyright Example\n\nimport { Aggregate }', '!ensure'],
  },
  {
    story: 'a base class of mine and a member of the PRD',
    user: [['extends Aggregate<OrderState>', 'extends Audited<OrderState>']],
    prd: [
      [
        "status: 'cancelled' });\n  }\n",
        "status: 'cancelled' });\n  }\n\n  ship(): void {\n    this.change({ status: 'shipped' });\n  }\n",
      ],
    ],
    want: ['extends Audited<OrderState>', 'ship(): void'],
  },
];

function reformatted(text: string): string {
  return text
    .replace(/^( {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2))
    .replaceAll("'", '"')
    .replace(/;$/gm, '');
}

describe('a generated file that its owner changed', () => {
  it.each(stories)('$story', async ({ text = order, user, prd, want, conflicts = [] }) => {
    const ours = edited(text, ...user);
    const theirs = edited(text, ...prd);
    const result = await merged(text, ours, theirs);
    const found = result.conflicts.map((one) => `${one.key} ${one.kind}`);
    expect(found, result.text).toEqual(conflicts);
    let at = 0;
    for (const piece of want) {
      if (piece.startsWith('!')) expect(result.text).not.toContain(piece.slice(1));
      else {
        const next = result.text.indexOf(piece, at);
        expect(next, `${piece}\n--- in ---\n${result.text}`).toBeGreaterThanOrEqual(0);
        at = next + piece.length;
      }
    }
    const again = await merged(theirs, result.text, theirs);
    expect(again.text).toBe(result.text);
  });
});
