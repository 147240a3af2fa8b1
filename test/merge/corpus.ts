import { readFileSync } from 'node:fs';
import { emit } from '../../src/emit/index.ts';
import type { FilePlan } from '../../src/emit/index.ts';
import { formatPlan } from '../../src/format/index.ts';
import { buildModel } from '../../src/model/index.ts';
import { readPrd } from '../../src/prd/index.ts';
import { memoryCache } from '../../src/text-cache.ts';
import { edited } from './texts.ts';

const shop = readFileSync(new URL('../../fixtures/corner-shop/PRD.md', import.meta.url), 'utf8');
const cache = memoryCache();

/** What is generated for a PRD, formatted. */
export async function planOfPrd(text: string): Promise<FilePlan> {
  const { document, diagnostics } = readPrd(text, 'PRD.md');
  if (!document) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  const { model } = buildModel(document);
  return formatPlan(await emit(model, { cache }), cache);
}

type PrdEdit = readonly [string, string];

/** Edits of the corner shop, each a thing that its owner may want next. */
export const prdEdits: Readonly<Record<string, PrdEdit>> = {
  'a field': ['      sold: int >= 0', '      weight: int >= 1 = 1\n      sold: int >= 0'],
  'an optional field': [
    '      paidAt: datetime? readonly',
    '      note: string(..200)?\n      paidAt: datetime? readonly',
  ],
  'a bound': ['qty: int >= 1 <= 999', 'qty: int >= 1 <= 99'],
  'a length': ['name: string(1..200)', 'name: string(1..120)'],
  'a state and its move': [
    '    states: draft | onSale\n    moves:\n      publish: draft -> onSale',
    '    states: draft | onSale | retired\n    moves:\n      publish: draft -> onSale\n      retire: onSale -> retired',
  ],
  'a move from one more state': ['publish: draft -> onSale', 'publish: draft | onSale -> onSale'],
  'a rule': [
    'notEmpty: count(items) >= 1',
    'few: count(items) <= 20 "at most twenty items"\n      notEmpty: count(items) >= 1',
  ],
  "a rule's text": ['an order needs at least one item', 'please add an item first'],
  "a command's right": ['      ship: { by: admin }', '      ship: { by: [admin, owner] }'],
  "a command's condition": ['now() < paidAt + 30m', 'now() < paidAt + 2h'],
  'a filter': ['list: { filter: [status], page', 'list: { filter: [status, sku], page'],
  'a move gone': [
    '      reinstate: suspended -> active\n    commands:\n      create: { by: anyone }\n      update: { by: owner, input: [username, profile] }\n      suspend: { by: admin }\n      reinstate: { by: admin }\n',
    '    commands:\n      create: { by: anyone }\n      update: { by: owner, input: [username, profile] }\n      suspend: { by: admin }\n',
  ],
  'an entity': [
    'events:\n',
    '  Voucher:\n    fields:\n      code: string(4..20) unique\n      worth: money >= 0\n    access: { read: admin, write: admin }\n    crud: [create, get, list]\nevents:\n',
  ],
  'no cache': ['cache: { User: 5m, Product: 5m }\n', ''],
  'a role': ['  admin: runs the shop', '  admin: runs the shop\n  clerk: helps'],
};

/** A plan before an edit and after it, and which files changed. */
export interface Step {
  readonly name: string;
  readonly before: FilePlan;
  readonly after: FilePlan;
}

export async function stepOf(name: string): Promise<Step | null> {
  const edit = prdEdits[name];
  if (edit === undefined) return null;
  try {
    return { name, before: await planOfPrd(shop), after: await planOfPrd(edited(shop, edit)) };
  } catch (cause) {
    throw new Error(`the edit "${name}" gives no plan`, { cause });
  }
}

export interface Pair {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** TypeScript files that the edit changes. */
export function changedFiles({ before, after }: Step): readonly Pair[] {
  const texts = new Map(after.map((file) => [file.path, file.text]));
  return before.flatMap(({ path, text, kind }) => {
    const next = texts.get(path);
    const is = path.endsWith('.ts') && kind === 'managed' && next !== undefined && next !== text;
    return is ? [{ path, before: text, after: next }] : [];
  });
}
